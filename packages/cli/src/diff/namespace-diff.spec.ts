import type { KubernetesObject } from '@eks-practice/workloads/stage-objects';
import { expect, test } from '@jest/globals';
import type { KubernetesClient } from '../kubernetes/client.ts';
import { namespaceDiff } from './namespace-diff.ts';

type Fields = Record<string, unknown>;

const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'local' } };

function service(name: string, spec: Fields): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'local' }, spec };
}

/** As the API server has it, with its notes and what it adds by itself. */
function noted<T extends KubernetesObject>(object: T, version: number): T & Fields {
  const { apiVersion, kind, metadata, spec } = object;
  return {
    ...{ apiVersion, kind, ...(spec ? { spec: { clusterIP: '10.96.0.7', ...spec } } : {}) },
    metadata: {
      ...metadata,
      resourceVersion: String(version),
      generation: version,
      managedFields: [{ time: version }],
    },
    status: { loadBalancer: {} },
  } as unknown as T & Fields;
}

/** An API server with a namespace and these Services; it applies by putting one set of fields over the other. */
function apiServer(services: readonly KubernetesObject[], phase = 'Active') {
  const dryRuns: unknown[] = [];
  const objects = {
    read: async () => ({ ...namespace, status: { phase } }),
    list: async (_: string, kind: string) => ({
      items: kind === 'Service' ? services.map((object) => ({ ...noted(object, 1), kind: undefined })) : [],
    }),
    patch: async (wanted: KubernetesObject, _: unknown, dryRun: unknown) => {
      dryRuns.push(dryRun);
      const old = services.find(({ metadata }) => metadata.name === wanted.metadata.name);
      return noted({ ...wanted, ...(wanted.spec ? { spec: { ...old?.spec, ...wanted.spec } } : {}) }, 2);
    },
  };
  return { client: { objects } as unknown as KubernetesClient, dryRuns };
}

test('the notes of the API server and the fields of others are no change, and nothing is kept', async () => {
  const { client, dryRuns } = apiServer([service('api', { type: 'NodePort' })]);
  const wanted = [namespace, service('api', { type: 'NodePort' })];
  expect(await namespaceDiff(client, 'local', wanted)).toEqual({ deployed: true, kubernetes: [] });
  expect(dryRuns).toEqual(['All', 'All']);
});

test('an object changes by field, comes, and goes', async () => {
  const { client } = apiServer([service('api', { type: 'NodePort' }), service('old', {})]);
  const wanted = [namespace, service('api', { type: 'ClusterIP' }), service('new', {})];
  expect((await namespaceDiff(client, 'local', wanted)).kubernetes).toEqual([
    {
      ...{ action: 'update', kind: 'Service', name: 'api' },
      fields: [{ path: 'spec.type', from: 'NodePort', to: 'ClusterIP' }],
    },
    { action: 'create', kind: 'Service', name: 'new', fields: [] },
    { action: 'remove', kind: 'Service', name: 'old', fields: [] },
  ]);
});

test('in a namespace that is on its way out everything is created', async () => {
  const { client, dryRuns } = apiServer([service('api', {})], 'Terminating');
  const { deployed, kubernetes } = await namespaceDiff(client, 'local', [namespace, service('api', {})]);
  expect({ deployed, actions: kubernetes.map(({ action }) => action), dryRuns }).toEqual({
    deployed: false,
    actions: ['create', 'create'],
    dryRuns: [],
  });
});
