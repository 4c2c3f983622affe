import { readdir, rm } from 'node:fs/promises';
import type { Calibration } from '../profile/calibration.ts';
import { seededRandom } from '../reaction/seeded-random.ts';
import type { Report } from '../report/report.ts';
import { createRunDirectory, writeWhole } from '../run/run-directory.ts';
import { type ScenarioOptions, runScenario } from '../run-scenario.ts';
import type { Comparison } from './compare-series.ts';
import { type Series, type SeriesRun, conditionsOf, seriesRunOf } from './series.ts';
import { seriesPage } from './series-page.ts';

export interface SeriesOptions extends Omit<ScenarioOptions, 'plan' | 'series' | 'scenario'> {
  readonly runs: number;
  readonly quick: boolean;
  /** Of the random source that the load steps' moments come from; a whole number. */
  readonly seed: number;
  /** Hears of each run once it has ended; from 1. */
  readonly onRun: (number: number, report: Report) => void;
}

export interface SeriesResult {
  readonly series: Series;
  /** Holds series.json, series.html, and a folder for each run. */
  readonly directory: string;
}

/**
 * One round of metrics-server (15 s in its manifest) and one of the autoscalers (15 s), in seconds: a load step at any moment
 * of them has every mix of luck.
 */
const roundSeconds = 30;

/**
 * Runs the scenario `load` several times, each time with its step at another moment of the autoscaler's rounds. What a
 * request costs is found out once, so that all have the same rates. Broken off, it keeps the runs that are whole.
 * @throws as runScenario does
 */
export async function runSeries(options: SeriesOptions): Promise<SeriesResult> {
  const { onRun, progress, quick, resultsDirectory, runs: planned, seed } = options;
  const random = seededRandom(seed);
  const directory = await createRunDirectory(resultsDirectory, 'load', new Date(), planned);
  const kind = { scenario: 'load', quick, stage: options.target.stage.name, service: options.target.service };
  const runs: SeriesRun[] = [];
  let calibration: Calibration | undefined;
  let written: Series = { schemaVersion: 1, ...kind, planned, seed, runs, conditions: {} };
  try {
    for (let number = 1; number <= planned; number++) {
      const delaySeconds = Math.round(random() * roundSeconds * 10) / 10;
      progress(`run ${number} of ${planned}, its load step ${delaySeconds} s later than usual`);
      const plan = { quick, delaySeconds, ...(calibration ? { calibration } : {}) };
      const run = await runScenario({ ...options, scenario: 'load', plan, series: { directory, number } });
      // One that says nothing may have found out nothing, or on a machine that was starved.
      if (run.report.verdict !== 'invalid') calibration ??= run.report.calibration ?? undefined;
      runs.push(seriesRunOf(run.report, `run-${number}`, delaySeconds));
      written = { ...written, conditions: conditionsOf(run.report) };
      await writeSeries(directory, written);
      onRun(number, run.report);
    }
  } finally {
    if ((await readdir(directory)).length === 0) await rm(directory, { recursive: true });
  }
  return { series: written, directory };
}

/** @throws {UserError} `results-not-writable` */
export async function writeSeries(directory: string, series: Series, comparison?: Comparison): Promise<void> {
  await writeWhole(directory, {
    'series.json': `${JSON.stringify(series, undefined, 1)}\n`,
    'series.html': await seriesPage(series, comparison),
    ...(comparison ? { 'comparison.json': `${JSON.stringify(comparison, undefined, 1)}\n` } : {}),
  });
}
