import type { KubernetesObject } from '@eks-practice/workloads/stage-objects';
import { expect, test } from '@jest/globals';
import { objectChanges } from './object-changes.ts';

function deployment(name: string, spec: Record<string, unknown>): KubernetesObject {
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace: 'dev' }, spec };
}

const autoscaler: KubernetesObject = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'api', namespace: 'dev' },
  spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' } },
};

test('an object comes, changes by field, and goes', () => {
  const before = [deployment('old', {}), deployment('api', { paused: true }), deployment('same', { a: [1] })];
  const after = [deployment('same', { a: [1] }), deployment('api', { paused: false }), deployment('new', {})];
  expect(objectChanges(before, after)).toEqual([
    {
      ...{ action: 'update', kind: 'Deployment', name: 'api' },
      fields: [{ path: 'spec.paused', from: true, to: false }],
    },
    { action: 'create', kind: 'Deployment', name: 'new', fields: [] },
    { action: 'remove', kind: 'Deployment', name: 'old', fields: [] },
  ]);
});

test("a name in another namespace is another object's", () => {
  const api = deployment('api', {});
  const elsewhere = { ...api, metadata: { ...api.metadata, namespace: 'production' } };
  expect(objectChanges([api], [elsewhere]).map(({ action }) => action)).toEqual(['create', 'remove']);
});

test('the number of pods is no change where an autoscaler decides it, and is one where none does', () => {
  const [before, after] = [deployment('api', { replicas: 2 }), deployment('api', {})];
  expect(objectChanges([before, autoscaler], [after, autoscaler])).toEqual([]);
  expect(objectChanges([before], [after, autoscaler]).map(({ action }) => action)).toEqual(['create']);
  expect(objectChanges([before], [after])).toMatchObject([{ fields: [{ path: 'spec.replicas', from: 2 }] }]);
});
