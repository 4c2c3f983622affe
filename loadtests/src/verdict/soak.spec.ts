import { expect, test } from '@jest/globals';
import type { RequestRecord } from '../k6-run/request-log.ts';
import type { Phase } from '../profile/phase.ts';
import type { Evidence } from '../run/evidence.ts';
import { simulatedEvidence, stepAt } from '../run/simulated-evidence.fixture.ts';
import { judge } from './judge.ts';
import { spikeResult } from './spike.ts';

/** Requests at an even rate, each as slow as is said. */
function requestsOf(
  phase: string,
  [from, to]: readonly [number, number],
  durationMs: (second: number) => number = () => 10,
): RequestRecord[] {
  return Array.from({ length: (to - from) * 2 }, (_, index) => {
    const startedAt = stepAt + (from + index / 2) * 1000;
    const duration = durationMs(from + index / 2);
    return { phase, startedAt, endedAt: startedAt + duration, durationMs: duration, failed: false, errorCode: '' };
  });
}

/** A soak or a spike on a stage at rest. */
function evidenceOf(scenario: 'soak' | 'spike', phases: readonly Phase[], requests: RequestRecord[]): Evidence {
  const evidence = simulatedEvidence();
  const { recording } = evidence;
  recording.autoscalers.splice(0, Infinity, ...recording.autoscalers.filter(({ at }) => at < stepAt));
  recording.pods.splice(0, Infinity, ...recording.pods.filter(({ initial }) => initial));
  for (const pod of recording.pods) Object.assign(pod, { deletingAt: null, goneAt: null });
  const summary = { requests: requests.length, thresholds: [] };
  const load = {
    phases,
    log: { requests, drops: [], served: new Map() },
    outcome: { exitCode: 0, lastOutput: '', summary },
  };
  return { ...evidence, scenario, load, endedAt: stepAt + 3_700_000 };
}

function soak(growthMiB: number, seconds = 3_600): Evidence {
  const phases = [{ name: 'soak', ratePerSecond: 2, seconds }];
  const evidence = evidenceOf('soak', phases, requestsOf('soak', [0, seconds]));
  for (const { name, workload } of evidence.recording.pods) {
    for (let at = 0; at <= seconds; at += 15) {
      const mebibytes = 100 + (growthMiB * at) / seconds;
      evidence.recording.memory.push({ at: stepAt + at * 1000, workload, pod: name, mebibytes });
    }
  }
  return evidence;
}

test('a soak with flat memory passes, and says how flat', () => {
  const { reasons, verdict } = judge(soak(1));
  expect(verdict).toBe('pass');
  expect(reasons[1]).toMatch(/^No container restarted\. Memory stayed flat: .* 1\.0 MiB an hour .* the bound is/);
});

test('memory that grows fails the soak, and no starved machine excuses it', () => {
  const evidence = soak(30);
  evidence.recording.machine.splice(0, Infinity, ...[0, 1, 2].map((at) => ({ at: stepAt + at * 1000, busy: 1 })));
  expect(judge(evidence)).toMatchObject({
    verdict: 'fail',
    reasons: expect.arrayContaining([expect.stringMatching(/^The memory of api-.* grows: 30\.0 MiB an hour/)]),
  });
});

test('a restart fails the soak', () => {
  const evidence = soak(0);
  evidence.recording.restarts.push({ at: stepAt + 60_000, workload: 'api', pod: 'api-1' });
  expect(judge(evidence)).toMatchObject({
    verdict: 'fail',
    reasons: ['Containers were started again 1 time under the load.'],
  });
});

test('a short soak does not say that memory is flat', () => {
  const { reasons, verdict } = judge(soak(30, 75));
  expect(verdict).toBe('pass');
  expect(reasons[1]).toMatch(/cannot be told from so short a soak/);
});

const spikePhases = [
  { name: 'base', ratePerSecond: 2, seconds: 20 },
  { name: 'spike', ratePerSecond: 20, seconds: 10 },
  { name: 'draining', ratePerSecond: 2, seconds: 10 },
  { name: 'recovered', ratePerSecond: 2, seconds: 60 },
];

test.each([
  ['at once', () => 10, 0],
  ['after 4 s', (second: number) => (second < 14 ? 300 : 12), 4],
  ['never', () => 300, null],
])('a latency that comes back %s', (_, after, recoverySeconds) => {
  const evidence = evidenceOf('spike', spikePhases, [
    ...requestsOf('base', [-20, 0]),
    ...requestsOf('spike', [0, 10], () => 200),
    ...requestsOf('draining', [10, 20], after),
    ...requestsOf('recovered', [20, 80], after),
  ]);
  expect(spikeResult(evidence)).toMatchObject({ multiple: 10, p95BeforeMs: 10, p95SpikeMs: 200, recoverySeconds });
  const { reasons, verdict } = judge(evidence);
  expect(verdict).toBe('pass');
  expect(reasons.slice(1)).toEqual([
    expect.stringMatching(/^The pods at rest bore 10 times the base rate: p95 10 ms before, 200 ms in the spike/),
    'api did not scale out, which nobody asked of it.',
    'user-api did not scale out, which nobody asked of it.',
  ]);
});
