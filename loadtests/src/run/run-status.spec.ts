import { expect, test } from '@jest/globals';
import { type StatusSource, runStatus } from './run-status.ts';
import { simulatedEvidence } from './simulated-evidence.fixture.ts';

const base = { name: 'base', seconds: 10, atMost: false };
const peak = { name: 'peak', seconds: 90, atMost: false };

function source(changes: Partial<StatusSource>): StatusSource {
  const { recording } = simulatedEvidence();
  return { steps: [base, peak], log: undefined, names: ['api', 'user-api'], recording, startedAt: 0, ...changes };
}

function answered(count: number, phase: string, everyMs = 100) {
  return Array.from({ length: count }, (_, index) => {
    const startedAt = index * everyMs;
    return { phase, startedAt, endedAt: startedAt, durationMs: index + 1, failed: false, errorCode: '' };
  });
}

test('the figures are those of the last seconds, the counts those of the whole load', () => {
  const log = { requests: answered(100, 'peak'), drops: [{ phase: 'peak', at: 0 }], failed: 2 };
  const { step, elapsedSeconds, requests } = runStatus(source({ log }), 10_000);
  expect({ step, elapsedSeconds }).toEqual({ step: peak, elapsedSeconds: 10 });
  expect(requests).toEqual({ perSecond: 10, total: 100, failed: 2, dropped: 1, p95Ms: 98 });
});

test('a target that has fallen silent does not look as if it answered', () => {
  const log = { requests: answered(100, 'peak'), drops: [], failed: 0 };
  expect(runStatus(source({ log }), 60_000).requests).toMatchObject({ perSecond: 0, total: 100, p95Ms: null });
});

test('before the first answer the first step is under way', () => {
  const log = { requests: [], drops: [], failed: 0 };
  expect(runStatus(source({ log, startedAt: 1_000 }), 4_500)).toMatchObject({ step: base, elapsedSeconds: 3 });
});

test('a step takes no longer than it may', () => {
  expect(runStatus(source({}), 3_600_000)).toMatchObject({ elapsedSeconds: 10, requests: undefined });
});

test('replicas are those that serve, of those that are wanted', () => {
  const { recording } = simulatedEvidence();
  recording.autoscalers.push({ at: 0, workload: 'api', desired: 4, current: 2, utilisationPercent: 90 });
  const names = ['api', 'user-api', 'orders-api'];
  expect(runStatus(source({ recording, names }), 0).workloads).toEqual([
    { name: 'api', ready: 2, desired: 4 },
    { name: 'user-api', ready: 2, desired: 2 },
    { name: 'orders-api', ready: 0, desired: null },
  ]);
});
