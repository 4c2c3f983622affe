import { expect, test } from '@jest/globals';
import { simulatedFacts } from '../run/simulated-evidence.fixture.ts';
import { reactionBound, unknownParts } from './bound.ts';
import type { ReactionFacts } from './facts.ts';

const api = simulatedFacts.workloads.api as ReactionFacts['workloads'][string];

test('the bound is the window, twice the sample, the scrape and the round', () => {
  const { decisionSeconds, readySeconds, leavesOut } = reactionBound(simulatedFacts, 'api', 17.3, false);
  expect(decisionSeconds).toBe(17.3 + 20 + 15 + 15);
  expect(readySeconds).toBe(17.3 + 20 + 15 + 15 + 30);
  expect(leavesOut).toEqual(['A pod that finds no room on the nodes waits for one.']);
});

test('a need that must last before pods are added comes on top', () => {
  const rules = { ...(api.rules as NonNullable<typeof api.rules>), stabilizationSeconds: 40 };
  const facts = { ...simulatedFacts, workloads: { api: { ...api, rules } } };
  expect(reactionBound(facts, 'api', 15, false).decisionSeconds).toBe(105);
});

const unknown = { seconds: null, source: 'cannot be seen' };

test.each<[string, ReactionFacts | undefined, number | undefined, RegExp]>([
  ['the round', { ...simulatedFacts, sync: unknown }, 15, /^unknown: round of the autoscaler \(cannot be seen\)$/],
  ['the scrape', { ...simulatedFacts, resolution: unknown }, 15, /^unknown: scrape of metrics-server/],
  ['the window', simulatedFacts, undefined, /^unknown: window of metrics-server \(no sample was seen\)$/],
  ['the behavior', { ...simulatedFacts, workloads: { api: { ...api, rules: null } } }, 15, /^unknown: stabilisation/],
  ['everything', undefined, undefined, /window.*sample.*scrape.*round.*stabilisation/],
])('without %s there is no bound, and it says what is unknown', (_, facts, window, said) => {
  const bound = reactionBound(facts, 'api', window, false);
  expect(bound).toMatchObject({ decisionSeconds: null, readySeconds: null });
  expect(unknownParts(bound.decisionParts)).toMatch(said);
});

test('an unknown start leaves the bound of the decision whole', () => {
  const facts = { ...simulatedFacts, workloads: { api: { ...api, startup: unknown } } };
  const bound = reactionBound(facts, 'api', 15, false);
  expect(bound).toMatchObject({ decisionSeconds: 65, readySeconds: null });
  expect(unknownParts(bound.decisionParts)).toBeUndefined();
});

test.each([
  [true, false, 1, /room on the nodes/],
  [false, false, 2, /Not every node has the image/],
  [null, false, 2, /could not be seen/],
  [true, true, 2, /load balancer/],
])('with the image present: %s, on EKS: %s, it leaves out %i things', (imagePresent, onEks, count, said) => {
  const facts = { ...simulatedFacts, workloads: { api: { ...api, imagePresent } } };
  const { leavesOut } = reactionBound(facts, 'api', 15, onEks);
  expect(leavesOut).toHaveLength(count);
  expect(leavesOut.at(-1)).toMatch(said);
});
