import { expect, test } from '@jest/globals';
import { simulatedEvidence } from './simulated-evidence.fixture.ts';
import { loadLine, replicasLine } from './live-progress.ts';

test('the line tells phase, rate, answers and failures', () => {
  const requests = Array.from({ length: 100 }, (_, index) => {
    return { phase: 'peak', startedAt: 0, endedAt: index * 100, durationMs: 1, failed: false, errorCode: '' };
  });
  expect(loadLine({ requests, drops: [], failed: 2 }, 10_000)).toBe('peak: 10 requests/s, 100 answered, 2 failed');
});

test('before the first answer there is nothing to tell', () => {
  expect(loadLine({ requests: [], drops: [], failed: 0 }, 0)).toBe('starting: 0 requests/s, 0 answered, 0 failed');
});

test('replicas are those that serve, of those that are wanted', () => {
  const { recording } = simulatedEvidence();
  recording.autoscalers.push({ at: 0, workload: 'api', desired: 4, current: 2, utilisationPercent: 90 });
  expect(replicasLine(recording, ['api', 'user-api', 'orders-api'])).toBe(
    'api 2/4 ready, user-api 2/2 ready, orders-api 0/? ready',
  );
});
