import { expect, test } from '@jest/globals';
import { type LeftoverDetail, type LeftoverKind, leftoverMonthlyUsd } from './leftover-price.ts';

// At the prices of eu-central-1.
test.each<[LeftoverKind, LeftoverDetail, number | undefined]>([
  ['load-balancer', {}, 730 * 0.027],
  ['nat-gateway', {}, 730 * 0.052],
  ['public-ip', {}, 730 * 0.005],
  ['vpc-endpoint', { zones: 3 }, 730 * 3 * 0.012],
  ['instance', { instanceType: 't4g.medium' }, 730 * 0.0384],
  ['instance', { instanceType: 'm7g.large' }, undefined],
  ['instance', {}, undefined],
  ['volume', { gib: 30 }, 30 * 0.0952],
  ['eks-cluster', {}, 730 * 0.1],
  ['log-group', { gib: 10 }, 10 * 0.0324],
  ['repository', { gib: 2 }, 2 * 0.1],
  ['kms-key', {}, 1],
  ['network-interface', {}, 0],
  ['security-group', {}, 0],
  ['target-group', {}, 0],
  ['vpc', {}, 0],
])('%s %j left behind costs %d a month', (kind, detail, expected) => {
  expect(leftoverMonthlyUsd(kind, 'eu-central-1', detail)).toEqual(
    expected === undefined ? undefined : expect.closeTo(expected),
  );
});

test('in a region without prices nothing is claimed', () => {
  expect(leftoverMonthlyUsd('nat-gateway', 'eu-south-2')).toBeUndefined();
  expect(leftoverMonthlyUsd('network-interface', 'eu-south-2')).toBeUndefined();
});
