import { expect, test } from '@jest/globals';
import { capacityRefusals, podSizeRefusals } from './capacity-guard.ts';
import { mostPodsOf } from './demand.ts';
import { eksStage } from './stage.fixture.ts';

test.each([
  [2, 3],
  [4, 5],
  [5, 7],
  [20, 25],
])('a service of at most %i replicas may have %i pods during a rollout', (maxReplicas, pods) => {
  expect(mostPodsOf(maxReplicas)).toBe(pods);
});

test('a t4g.micro stage is refused with the numbers, and told what would do', () => {
  const refusals = capacityRefusals([eksStage({}, {}, { instanceType: 't4g.micro', max: 4 })]);
  const pods = refusals.find(({ guard }) => guard === 'pods-per-node');
  // Each service at most 5 + 2 pods. 4 nodes x 4 pods - 4 x 3 of every node - 7 more = -3, so none.
  expect(pods?.message).toContain('Stage trial may need 14 pods');
  expect(pods?.message).toContain('4 nodes of cluster lab (t4g.micro, 4 pods each) have room for 0 pods');
  expect(pods?.message).toContain("the 19 pods of the cluster's own");
  // n x 4 - n x 3 - 7 >= 14
  expect(pods?.remedy).toContain('clusters.lab.nodes.max to 21 or more');
  expect(pods?.remedy).toMatch(/^Set clusters.lab.nodes.instanceType to 't4g.small'/);
});

// Two services; with m nodes of 17 pods: 17 m - 3 m - 7 is room.
test.each([
  // 2 nodes: 21 pods of room.
  { maxReplicas: 8, max: 2, fits: true }, // 2 x (8 + 2) = 20
  { maxReplicas: 9, max: 2, fits: false }, // 2 x (9 + 3) = 24
  { maxReplicas: 9, max: 3, fits: true }, // 35 pods of room
])('$maxReplicas replicas of each service on $max t4g.medium: $fits', ({ maxReplicas, max, fits }) => {
  const refusals = capacityRefusals([eksStage({ defaults: { scaling: { maxReplicas } } }, {}, { max })]);
  expect(refusals.filter(({ guard }) => guard === 'pods-per-node')).toHaveLength(fits ? 0 : 1);
});

test('prefix delegation lifts the limit of pods, and not that of memory', () => {
  const scaling = { maxReplicas: 40 };
  const guards = (prefixDelegation: boolean): string[] =>
    capacityRefusals([eksStage({ defaults: { scaling } }, {}, { max: 2, prefixDelegation })]).map(({ guard }) => guard);
  // 2 x (40 + 10) pods x 60m = 6000m and x 96 MiB = 9,600 MiB on two t4g.medium.
  expect(guards(false)).toEqual(['pods-per-node', 'cpu-requests', 'memory-requests']);
  expect(guards(true)).toEqual(['cpu-requests', 'memory-requests']);
});

test('the stages of one cluster are counted together', () => {
  const stage = eksStage({ defaults: { scaling: { maxReplicas: 8 } } }, {}, { max: 2 });
  expect(capacityRefusals([stage])).toEqual([]);
  const [refusal] = capacityRefusals([stage, { ...stage, name: 'sibling' }]);
  expect(refusal?.message).toContain('The stages trial and sibling together may need 40 pods');
});

test('a type that t4g does not have is refused with those that it has', () => {
  const [refusal] = capacityRefusals([eksStage({}, {}, { instanceType: 't4g.huge' })]);
  expect(refusal).toMatchObject({ guard: 'instance-type', remedy: expect.stringContaining('t4g.medium') });
});

// A t4g.medium has 1930m - 150m of every node, and 3246 MiB.
test.each([
  ['cpuRequestMillicores', { cpuRequestMillicores: 1780, cpuLimitMillicores: 4000 }, 0],
  ['cpuRequestMillicores', { cpuRequestMillicores: 1781, cpuLimitMillicores: 4000 }, 2],
  ['memoryRequestMiB', { memoryRequestMiB: 3246, memoryLimitMiB: 4000 }, 0],
  ['memoryRequestMiB', { memoryRequestMiB: 3247, memoryLimitMiB: 4000 }, 2],
])('a pod that is larger than a node is refused: %s %j', (field, resources, refusals) => {
  const found = podSizeRefusals(eksStage({ defaults: { resources } }));
  expect(found).toHaveLength(refusals);
  for (const { message } of found) expect(message).toContain(`resources.${field} is `);
});
