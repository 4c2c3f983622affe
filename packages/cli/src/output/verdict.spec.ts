import { stripVTControlCharacters } from 'node:util';
import { expect, test } from '@jest/globals';
import { summaryText } from './verdict.ts';

type Summarized = Parameters<typeof summaryText>[0];

const api: Summarized['workloads'][number] = {
  ...{ name: 'api', minReplicas: 2, maxReplicas: 5, replicasSeen: { min: 2, max: 5 }, replicas: [2, 4, 5, 2] },
  ...{ firstDecisionSeconds: 31.2, firstNewPodReadySeconds: 35, scaledInSeconds: 60.4 },
  ...{ cpuTargetMillicores: 36, cpuMostMillicores: 84, cpuMsPerRequest: 3.08, expectedReplicas: 5 },
  ...{ cpuMostTogetherMillicores: 168, staircase: [2, 4, 5], staircaseShare: 0.34 },
  reaction: {
    bound: { decisionSeconds: 65, readySeconds: 95, decisionParts: [], startParts: [], leavesOut: [] },
    forecast: {
      decision: { p50: 28.8, p95: 40.9 },
      staircases: [
        { replicas: [2, 5], share: 0.65 },
        { replicas: [2, 4, 5], share: 0.34 },
      ],
      median: [],
    },
    attribution: [],
  },
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
    '',
    '  Decision of api: expected after 28.8 s, at the latest 65 s, measured 31.2 s.',
    '  Steps of api: predicted 2 → 5 (65 %), 2 → 4 → 5 (34 %), others (1 %); measured 2 → 4 → 5.',
  ]);
});

test('a bound that is unknown says why', () => {
  const unseen = { name: 'Round of the autoscaler', seconds: null, source: 'cannot be seen' };
  const bound = { ...api.reaction.bound, decisionSeconds: null, decisionParts: [unseen] };
  const workloads = [{ ...api, reaction: { ...api.reaction, bound } }];
  expect(stripVTControlCharacters(summaryText({ ...passed, workloads }))).toContain(
    'at the latest unknown: round of the autoscaler (cannot be seen), measured 31.2 s.',
  );
});

test('a run that came to no load has no figures', () => {
  const nothing = { ...passed.requests, total: 0, p95Ms: null, p99Ms: null };
  const text = summaryText({ ...passed, verdict: 'invalid', reasons: ['Nothing answers.'], requests: nothing });
  expect(stripVTControlCharacters(text)).toBe('INVALID\n  Nothing answers.');
});
