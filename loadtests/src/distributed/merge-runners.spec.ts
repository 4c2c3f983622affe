import { expect, test } from '@jest/globals';
import { totals } from '../k6-run/totals.ts';
import { RunInvalid } from '../run-invalid.ts';
import { mergeRunners } from './merge-runners.ts';
import { summaryLine } from './request-line.ts';
import { type RunnerPod, readRunner } from './runner-log.ts';
import { simulatedPhases, simulatedRunner, summaryOf } from './simulated-runner.fixture.ts';

const settings = {
  ...{ url: 'http://api', service: 'api', connections: 'new' as const, p95BoundMs: 500 },
  phases: simulatedPhases,
};

const merged = (pods: readonly RunnerPod[], aheadMs = 0) =>
  mergeRunners(
    pods.map((pod) => readRunner(pod, aheadMs)),
    3,
    settings,
  );

const three = () => [1, 2, 3].map((index) => simulatedRunner(index));

test('every request counts once, and a percentile is that of all', () => {
  const { log, outcome } = merged(three().reverse());
  expect(totals(log)).toMatchObject({ total: 30, failed: 0, dropped: 0, p95Ms: 308, p99Ms: 309 });
  expect(totals(log, 'base')).toMatchObject({ total: 6, p95Ms: 301 });
  expect(log.requests.map(({ endedAt }) => endedAt)).toEqual(log.requests.map(({ endedAt }) => endedAt).toSorted());
  expect(outcome).toMatchObject({ exitCode: 0, summary: { requests: 30 } });
  // Of the whole plan: 30 requests in 6 s.
  expect(outcome?.summary?.thresholds).toContainEqual(
    expect.objectContaining({ metric: 'http_reqs', condition: 'count>=29', ok: true }),
  );
});

test('times are by this clock, and a pod has served when the first runner heard of it', () => {
  const [here, ahead] = [merged(three()), merged(three(), 2_000)];
  expect((here.log.requests[0]?.startedAt ?? 0) - (ahead.log.requests[0]?.startedAt ?? 0)).toBe(2_000);
  expect(here.log.served.get('api-1')).toBe(Date.UTC(2026, 10, 22, 12, 0, 0) + 97);
});

test.each<[string, (pods: RunnerPod[]) => RunnerPod[], RegExp]>([
  ['one is missing', (pods) => pods.slice(1), /^Runner 1 of 3 has handed over nothing/],
  [
    'one ran again',
    (pods) => [...pods, { ...simulatedRunner(2), uid: 'another' }],
    /^Runner 2 of 3 ran 2 times; its part of the load was sent twice/,
  ],
  [
    "one had another's part",
    ([first, , third]) => [first, { ...(third as RunnerPod), index: 2 }, third] as RunnerPod[],
    /^Runner 2 of 3 had the part 2\/3:1 of the load, not 1\/3:2\/3/,
  ],
  [
    'lines are lost',
    ([first, ...others]) => [cut(first as RunnerPod, '~peak'), ...others],
    /^Runner 1 made 10 requests, but handed over 9/,
  ],
  [
    'the summary is lost',
    ([first, ...others]) => [cut(first as RunnerPod, '='), ...others],
    /^Runner 1 left no summary/,
  ],
])('nothing is merged where %s', (_, change, message) => {
  expect(() => merged(change(three()))).toThrow(RunInvalid);
  expect(() => merged(change(three()))).toThrow(message);
});

/** Without the first line that begins so. */
function cut(pod: RunnerPod, beginning: string): RunnerPod {
  const lines = pod.output.split('\n');
  const at = lines.findIndex((line) => line.startsWith(beginning));
  return { ...pod, output: lines.toSpliced(at, 1).join('\n') };
}

test('a runner that broke off breaks the load off', () => {
  const [first, ...others] = three();
  const { log, outcome } = merged([{ ...(first as RunnerPod), exitCode: 137 }, ...others]);
  expect(outcome).toMatchObject({ exitCode: 137, summary: undefined, lastOutput: 'runner 1: a line of k6' });
  expect(log.requests).toHaveLength(30);
});

test.each([
  ['a failed request', { failed: true, errorCode: 1220 }, 'http_req_failed'],
  // Of 24 requests of the peak one may be slow.
  ['a phase that is slow', { durationMs: 700 }, 'http_req_duration{scenario:peak}'],
])('%s of the runners is one of the load', (_, change, metric) => {
  const slow = metric.includes('duration') ? [1, 2] : [1];
  const { outcome } = merged([1, 2, 3].map((index) => simulatedRunner(index, slow.includes(index) ? change : {})));
  expect(outcome?.exitCode).toBe(99);
  expect(outcome?.summary?.thresholds.filter(({ ok }) => !ok).map((threshold) => threshold.metric)).toEqual([metric]);
});

test('what a runner drops is dropped, in its own busiest moment', () => {
  const [first, ...others] = three();
  const { output } = first as RunnerPod;
  const summary = summaryLine(
    summaryOf({ http_reqs: { count: 10 }, checks: { passes: 9, fails: 1 }, dropped_iterations: { count: 2 } }),
  );
  const { log, outcome } = merged([{ ...(first as RunnerPod), output: `${output}${summary}\n` }, ...others]);
  expect(log.drops).toEqual([
    { phase: 'base', at: expect.any(Number) },
    { phase: 'base', at: expect.any(Number) },
  ]);
  const missed = outcome?.summary?.thresholds.filter(({ ok }) => !ok);
  expect(missed).toEqual([
    { metric: 'checks', condition: 'rate==1', ok: false, values: { rate: 29 / 30, passes: 29, fails: 1 } },
    { metric: 'dropped_iterations', condition: 'count==0', ok: false, values: { count: 2 } },
  ]);
});
