import { expect, test } from '@jest/globals';
import { differences, labelsOf, madeFor, plannedNodes } from './cluster-options.ts';

const options = { name: 'local', apiPort: 16443, servicePort: 18080, publicServices: 2, nodes: 3 };

test('the first node is called as the cluster is, and each has a zone of its own', () => {
  expect(plannedNodes(options)).toEqual([
    { name: 'eks-practice-local', role: 'server', zone: 'local-a' },
    { name: 'eks-practice-local-2', role: 'agent', zone: 'local-b' },
    { name: 'eks-practice-local-3', role: 'agent', zone: 'local-c' },
  ]);
});

test('a container from before there were several public services has ports for one', () => {
  const labels = labelsOf(options);
  delete labels['eks-practice.public-services'];
  expect(madeFor(labels)).toMatchObject({ name: 'local', publicServices: 1 });
});

test('a container of somebody else was made for nothing of ours', () => {
  expect(madeFor({ 'com.example': 'other' })).toBeUndefined();
});

test('each port that is other than asked is named with both values', () => {
  expect(differences(options, options)).toEqual([]);
  expect(differences(options, { ...options, apiPort: 1, servicePort: 2 })).toEqual([
    'its API port is 16443, not 1',
    'its service port is 18080, not 2',
  ]);
});
