import { stripVTControlCharacters } from 'node:util';
import { expect, test } from '@jest/globals';
import { summaryText } from './verdict.ts';

type Summarized = Parameters<typeof summaryText>[0];

const api: Summarized['workloads'][number] = {
  ...{ name: 'api', minReplicas: 2, maxReplicas: 5, replicasSeen: { min: 2, max: 5 }, replicas: [2, 4, 5, 2] },
  ...{ firstDecisionSeconds: 31.2, firstNewPodReadySeconds: 35, scaledInSeconds: 60.4 },
  ...{ cpuTargetMillicores: 36, cpuMostMillicores: 84, cpuMsPerRequest: 3.08, expectedReplicas: 5 },
};
const quiet = {
  firstDecisionSeconds: null,
  firstNewPodReadySeconds: null,
  scaledInSeconds: null,
  cpuMsPerRequest: null,
};
const passed: Summarized = {
  ...{ verdict: 'pass', scenario: 'load', reasons: ['4,772 requests, none failed.'] },
  requests: { total: 4772, failed: 0, dropped: 0, perSecond: 52, p95Ms: 13.1, p99Ms: 80.4 },
  workloads: [api, { ...api, ...quiet, name: 'user-api', replicas: [2] }],
};

test('a run is told in a few lines, the verdict first', () => {
  expect(stripVTControlCharacters(summaryText(passed)).split('\n')).toEqual([
    'PASS',
    '  4,772 requests, none failed.',
    '',
    '  requests  failed  dropped  rate  p95    p99',
    '  4,772     0       0        52/s  13 ms  80 ms',
    '',
    '  workload  pods           decided  ready  back at rest  CPU per request',
    '  api       2 → 4 → 5 → 2  31.2 s   35 s   60.4 s        3.1 ms',
    '  user-api  2              –        –      –             –',
  ]);
});

test('a run that came to no load has no figures', () => {
  const nothing = { ...passed.requests, total: 0, p95Ms: null, p99Ms: null };
  const text = summaryText({ ...passed, verdict: 'invalid', reasons: ['Nothing answers.'], requests: nothing });
  expect(stripVTControlCharacters(text)).toBe('INVALID\n  Nothing answers.');
});
