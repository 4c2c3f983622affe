import { expect, test } from '@jest/globals';
import { instanceTypes } from './instance-types.ts';
import { nodeCapacity, podsPerNode } from './node-capacity.ts';

test.each([
  ['t4g.nano', 4, 34],
  ['t4g.micro', 4, 34],
  ['t4g.small', 11, 110],
  ['t4g.medium', 17, 110],
  ['t4g.large', 35, 110],
  ['t4g.xlarge', 58, 110],
  ['t4g.2xlarge', 58, 110],
])('%s holds %i pods, and %i with prefix delegation', (name, pods, withPrefixes) => {
  const type = instanceTypes[name];
  if (!type) throw new Error('no such type');
  expect(podsPerNode(type, false)).toBe(pods);
  expect(podsPerNode(type, true)).toBe(withPrefixes);
});

test.each([
  // 2000 - (60 + 10); 4096 x 0.925 - (255 + 11 x 17) - 100 = 3246.8
  ['t4g.medium', { pods: 17, cpuMillicores: 1930, memoryMiB: 3246 }],
  // 4000 - (60 + 10 + 5 + 5); 16384 x 0.925 - (255 + 11 x 58) - 100 = 14162.2
  ['t4g.xlarge', { pods: 58, cpuMillicores: 3920, memoryMiB: 14162 }],
  // 8000 - (60 + 10 + 5 + 5 + 4 x 2.5)
  ['t4g.2xlarge', { pods: 58, cpuMillicores: 7910, memoryMiB: 29317 }],
])('%s has for pods what kubelet leaves', (instanceType, expected) => {
  expect(nodeCapacity({ instanceType, prefixDelegation: false })).toEqual(expected);
});

test('more pods leave less memory', () => {
  const [few, many] = [false, true].map((prefixDelegation) =>
    nodeCapacity({ instanceType: 't4g.medium', prefixDelegation }),
  );
  expect(many?.memoryMiB).toBe((few?.memoryMiB ?? 0) - 11 * (110 - 17));
});
