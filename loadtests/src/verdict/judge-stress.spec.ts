import { expect, test } from '@jest/globals';
import type { Knee, Trial } from '../profile/knee.ts';
import { simulatedEvidence } from '../run/simulated-evidence.fixture.ts';
import { judge } from './judge.ts';

const trial = (ratePerSecond: number, faults: readonly string[] = []): Trial => ({
  ...{
    replicas: 1,
    ratePerSecond,
    total: 100,
    failed: 0,
    dropped: 0,
    p95Ms: 120.4,
    restarts: 0,
    faults,
    starved: false,
  },
});
const knee = (change: Partial<Knee> = {}): Knee => ({
  ...{ replicas: 1, ratePerSecond: 80, beyondPerSecond: 88, limit: 'stage' },
  ...{ trials: [trial(80), trial(88, ['p95 900 ms'])] },
  ...change,
});

function judged(knees: readonly Knee[], brokenBy?: string) {
  const stress = { precision: 1.1, trialSeconds: 15, knees, notTried: [4, 5] };
  return judge({ ...simulatedEvidence(), scenario: 'stress', stress, brokenBy });
}

test.each([
  [
    'pass',
    [knee()],
    /^1 pod of each service bore 80 requests\/s \(p95 121 ms, bound 500 ms\); at 88\/s: p95 900 ms\.$/,
  ],
  ['pass', [knee(), knee({ replicas: 2, limit: 'machine' })], /^1 pod/],
  ['pass', [knee({ limit: 'rate', beyondPerSecond: null })], /no higher rate is ever sent/],
  ['invalid', [knee({ limit: 'machine' })], /this machine had no CPU time left: the pods may bear more/],
  ['invalid', [], /^Not tried/],
  [
    'fail',
    [knee({ ratePerSecond: null, beyondPerSecond: 1, trials: [trial(1, ['3 failed'])] })],
    /did not bear even 1 requests\/s: 3 failed/,
  ],
] as const)('%s: %j', (verdict, knees, first) => {
  const { reasons, verdict: said } = judged(knees);
  expect(said).toBe(verdict);
  expect(reasons[0]).toMatch(first);
});

test('requests that fail beyond the knee are what it looks for, not a fault', () => {
  const evidence = simulatedEvidence();
  const requests =
    evidence.load?.log.requests.map((request) => ({ ...request, failed: true, errorCode: '1503' })) ?? [];
  const load = evidence.load && { ...evidence.load, log: { ...evidence.load.log, requests } };
  const stress = { precision: 1.1, trialSeconds: 15, knees: [knee()], notTried: [] };
  expect(judge({ ...evidence, scenario: 'stress', stress, load }).verdict).toBe('pass');
});

test('a run that broke says so first, and still what it had found', () => {
  expect(judged([knee()], 'k6 broke off.')).toMatchObject({
    verdict: 'invalid',
    reasons: ['k6 broke off.', expect.stringContaining('bore 80'), expect.stringContaining('Not tried: 4, 5')],
  });
});
