import { createWriteStream, existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { run } from '@eks-practice/machine/run';
import { assertBounded, boundsOf } from '../profile/bounds.ts';
import type { ScenarioName } from '../scenario-name.ts';
import type { ScenarioSettings } from '../scenarios/settings.ts';
import { followLines } from './follow-lines.ts';
import { RequestLog } from './request-log.ts';
import { type K6Summary, parseSummary } from './summary.ts';

export interface K6Options {
  /** The executable. */
  readonly k6: string;
  /** A file of `src/scenarios`, without its ending. */
  readonly scenario: ScenarioName | 'steady';
  /** Names the files of this run: `<name>.k6.log`, `<name>.k6.json`. */
  readonly name: string;
  readonly settings: Omit<ScenarioSettings, 'summaryFile'>;
  /** Where the files go. */
  readonly directory: string;
  /** Stops the load when aborted. Requests that are in flight then are cut off and not counted. */
  readonly signal?: AbortSignal | undefined;
}

export interface K6Outcome {
  /** 0: every threshold held; 99: one did not; 105: stopped by a signal; -1: killed; anything else: k6 itself failed. */
  readonly exitCode: number;
  /** Undefined where k6 ended before it could write one. */
  readonly summary: K6Summary | undefined;
  /** The last lines that k6 printed. */
  readonly lastOutput: string;
}

/** Whether k6 came to its planned end, so that its figures tell of the target. */
export function saysSomething(outcome: K6Outcome | undefined): boolean {
  return outcome?.exitCode === 0 || outcome?.exitCode === 99;
}

/** How a k6 ended that did not come to its planned end, in a sentence. */
export function brokenOff({ exitCode = -1, lastOutput = '' }: Partial<K6Outcome> = {}): string {
  const how = exitCode === -1 ? 'was killed' : `broke off with exit code ${exitCode}`;
  return lastOutput === '' ? `k6 ${how}.` : `k6 ${how}: ${lastOutput}`;
}

export interface K6Run {
  /** Filled while the load runs. */
  readonly log: RequestLog;
  readonly outcome: Promise<K6Outcome>;
}

/**
 * Starts k6.
 * @throws {RangeError} where the settings ask for more load than this project ever sends
 */
export async function startK6(options: K6Options): Promise<K6Run> {
  assertBounded(options.settings.phases, boundsOf(options.scenario));
  const points = path.join(options.directory, `${options.name}.points.json`);
  // It must be there before k6 has opened it, for the reader.
  await writeFile(points, '');
  const log = new RequestLog();
  const ended = k6Process(options, path.basename(points));
  const read = readPoints(points, log, ended);
  return { log, outcome: Promise.all([ended, read]).then(([outcome]) => outcome) };
}

async function k6Process(options: K6Options, points: string): Promise<K6Outcome> {
  const { directory, k6, name, scenario, signal } = options;
  const summaryFile = path.join(directory, `${name}.k6.json`);
  const settings: ScenarioSettings = { ...options.settings, summaryFile };
  const logFile = createWriteStream(path.join(directory, `${name}.k6.log`));
  try {
    const { exitCode, output } = await run(
      k6,
      [
        ...['run', '--quiet', '--no-color', '--no-usage-report'],
        // k6's own control port would keep a second k6 from starting.
        ...['--address', ''],
        ...['--out', `json=${points}`],
        ...['-e', `LOAD_SETTINGS=${JSON.stringify(settings)}`],
        path.join(import.meta.dirname, '..', 'scenarios', `${scenario}.ts`),
      ],
      {
        cwd: directory,
        // The scenarios import nothing that k6 would have to fetch.
        env: { K6_AUTO_EXTENSION_RESOLUTION: 'false' },
        acceptFailure: true,
        onLine: (line) => logFile.write(`${line}\n`),
        // k6 writes its summary on SIGINT; a second signal would cut that short.
        ...(signal === undefined ? {} : { signal, stopSignal: 'SIGINT' }),
      },
    );
    return {
      exitCode,
      summary: await readSummary(summaryFile),
      lastOutput: output.trim().split('\n').slice(-3).join('\n'),
    };
  } finally {
    logFile.end();
    await finished(logFile);
  }
}

async function readSummary(file: string): Promise<K6Summary | undefined> {
  return existsSync(file) ? parseSummary(await readFile(file, 'utf8')) : undefined;
}

/** The raw points are deleted once read: they take tens of megabytes, and all that is kept of them is in the log. */
async function readPoints(file: string, log: RequestLog, writing: Promise<unknown>): Promise<void> {
  try {
    for await (const line of followLines(file, writing)) log.add(line);
  } finally {
    await rm(file, { force: true });
  }
}
