import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isCompiled } from '@eks-practice/machine/programs/go-program';
import { run } from '@eks-practice/machine/run';
import { followLines } from '../k6-run/follow-lines.ts';
import { RequestLog } from '../k6-run/request-log.ts';
import { totals } from '../k6-run/totals.ts';
import { isRecentEnough, k6Binary, k6Program, k6Version } from '../k6.ts';
import { archiveScenario } from './archive.ts';
import { mergeRunners } from './merge-runners.ts';
import { type RunnerPod, readRunner } from './runner-log.ts';
import { segmentsOf } from './segments.ts';

const atHand = isRecentEnough(await k6Version('k6')) || (await isCompiled(k6Program));
const withK6 = atHand ? describe : describe.skip;

const runners = 3;
const phases = [
  { name: 'base', ratePerSecond: 7, seconds: 1 },
  // Not a multiple of three: whoever divided it would lose a request or make one up.
  { name: 'peak', ratePerSecond: 50, seconds: 2 },
] as const;

/** As the operator starts them, but on this machine, and each with the points that tell what it did besides. */
withK6(`runners of one load${atHand ? '' : ' (skipped: there is no k6, and compiling one takes minutes)'}`, () => {
  let directory: string;
  let server: Server;

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'eks-practice-runners-'));
    let asked = 0;
    server = createServer((_, response) => {
      asked++;
      response.setHeader('x-served-by', `api-${asked % 2}`);
      // One of 29 answers is a failure, and latencies differ.
      const failed = asked % 29 === 0;
      setTimeout(() => response.writeHead(failed ? 503 : 200).end('[{"firstName":"Ada"}]'), asked % 17);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await rm(directory, { recursive: true, force: true });
  });

  test('hand over what one k6 would have told, request by request', async () => {
    const { k6, settings } = await archived();
    const sent = await Promise.all(segmentsOf(runners).map((_, at) => runner(k6, at + 1)));
    const points = { requests: sent.flatMap(({ log }) => log.requests), drops: sent.flatMap(({ log }) => log.drops) };
    const { log, outcome } = mergeRunners(
      sent.map(({ pod }) => readRunner(pod, 0)),
      runners,
      settings,
    );

    // 7 + 100 of the plan; any k6 may start one more as a phase ends.
    expect(points.requests.length).toBeGreaterThanOrEqual(107);
    expect(points.requests.length).toBeLessThanOrEqual(107 + phases.length);
    const [told, known] = [totals(log), totals(points)];
    expect(told).toMatchObject({ total: known.total, failed: known.failed, dropped: known.dropped });
    expect(known.failed).toBe(3);
    // To the microsecond.
    expect(told.p95Ms).toBeCloseTo(known.p95Ms ?? NaN, 3);
    expect(told.p99Ms).toBeCloseTo(known.p99Ms ?? NaN, 3);
    expect([...log.served.keys()].sort()).toEqual(['api-0', 'api-1']);
    const byLength = (a: number, b: number): number => a - b;
    const durations = (of: typeof log.requests): number[] => of.map(({ durationMs }) => durationMs).sort(byLength);
    durations(log.requests).forEach((told, at) => {
      expect(told).toBeCloseTo(durations(points.requests)[at] ?? NaN, 3);
    });
    const missed = outcome?.summary?.thresholds.filter(({ ok }) => !ok).map(({ metric }) => metric);
    expect(missed).toEqual(['http_req_failed']);
  });

  test('can be looked into as the operator does before it starts any', async () => {
    const { k6 } = await archived();
    const again = path.join(directory, 'again.tar');
    const options = ['-e', 'K6_AUTO_EXTENSION_RESOLUTION=false', '--log-format=raw', '--no-color'];
    // Its initializer packs the archive once more, with the runner's variables; the settings must outlive that.
    await run(k6, ['archive', path.join(directory, 'load.tar'), '-O', again, ...options]);
    const { stdout } = await run(k6, ['inspect', '--execution-requirements', again]);
    expect(JSON.parse(stdout)).toMatchObject({ maxVUs: 114, scenarios: { peak: { rate: 50 } } });
  });

  /** The scenario as the runners get it: load.tar. */
  async function archived() {
    const k6 = await k6Binary(() => undefined);
    const { port } = server.address() as AddressInfo;
    const settings = {
      ...{ url: `http://127.0.0.1:${port}`, service: 'api', connections: 'new' as const, phases, p95BoundMs: 500 },
    };
    const archive = await archiveScenario({
      ...{ k6, scenario: 'load', directory, settings: { ...settings, runners, summaryFile: '' } },
    });
    await writeFile(path.join(directory, 'load.tar'), archive);
    return { k6, settings };
  }

  async function runner(k6: string, index: number): Promise<{ pod: RunnerPod; log: RequestLog }> {
    const points = path.join(directory, `${index}.json`);
    const parts = segmentsOf(runners);
    const sequence = ['0', ...parts.map((part) => part.split(':')[1])].join(',');
    const { exitCode, output } = await run(
      k6,
      [
        ...['run', '--quiet', `--execution-segment=${parts[index - 1]}`, `--execution-segment-sequence=${sequence}`],
        ...['--log-format=raw', '--no-color', '--no-usage-report', '--out', `json=${points}`],
        ...[path.join(directory, 'load.tar'), '--address=', '--tag', `instance_id=${index}`],
      ],
      { cwd: directory, acceptFailure: true },
    );
    const log = new RequestLog();
    for await (const line of followLines(points, Promise.resolve())) log.add(line);
    return { pod: { index, uid: String(index), exitCode, output }, log };
  }
});
