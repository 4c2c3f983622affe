import { expect, test } from '@jest/globals';
import { heldEksCluster, heldEksStage, heldLocalCluster, heldStack } from './held.ts';

test('whoever waits is told the name that stages.ts has', () => {
  expect(heldEksCluster('dev').what).toBe('the cluster dev');
  expect(heldEksStage('pr-1', { name: 'dev' }).what).toBe('stage pr-1');
});

test('nothing that can be worked on at once shares a lock', () => {
  const all = [
    heldLocalCluster('dev'),
    heldEksCluster('dev'),
    heldEksStage('dev', { name: 'dev' }),
    heldStack('dev-delivery'),
  ];
  expect(new Set(all.map(({ lock }) => lock)).size).toBe(all.length);
});
