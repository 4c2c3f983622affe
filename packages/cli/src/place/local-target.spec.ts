import { stageNamed } from '@eks-practice/stages/stage-named';
import { expect, test } from '@jest/globals';
import { localTarget } from './local-target.ts';

const local = stageNamed('local');

test('without a word from the environment the ports are the documented ones', () => {
  expect(localTarget(local, {}).url).toBe('http://127.0.0.1:18080');
});

test('the environment moves the ports and names another cluster', () => {
  const { url, cluster } = localTarget(local, { EKS_PRACTICE_SERVICE_PORT: '28080', EKS_PRACTICE_CLUSTER: 'other' });
  expect(url).toBe('http://127.0.0.1:28080');
  expect(cluster.kubeconfigPath).toContain('other');
});

test('what the environment says wrongly is refused', () => {
  const environment = { EKS_PRACTICE_API_PORT: 'x', EKS_PRACTICE_CLUSTER: '../up' };
  expect(() => localTarget(local, environment)).toThrow(expect.objectContaining({ code: 'invalid-environment' }));
});

test('the cluster has the nodes that its stage asks for, whatever the cluster is called', () => {
  const { cluster } = localTarget(local, { EKS_PRACTICE_CLUSTER: 'other' });
  expect(cluster.nodes()).toEqual(['eks-practice-other', 'eks-practice-other-2']);
});

test('a stage on EKS is refused rather than deployed to this machine', () => {
  expect(() => localTarget(stageNamed('dev'), {})).toThrow(RangeError);
});
