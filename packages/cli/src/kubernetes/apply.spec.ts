import type { KubernetesObject } from '@eks-practice/workloads/stage-objects';
import { expect, test } from '@jest/globals';
import { applyObjects } from './apply.ts';
import type { KubernetesClient } from './client.ts';

type Fields = Record<string, unknown>;

const wanted = {
  ...{ apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 'api', namespace: 'local' } },
  spec: { maxReplicas: 5 },
} as unknown as KubernetesObject;

/** As an API server has it that gave it this version, and whose controller saw so many pods. */
function seen(version: number, spec: Fields, currentReplicas: number) {
  const metadata = { ...wanted.metadata, resourceVersion: String(version), managedFields: [{ time: version }] };
  return { ...wanted, metadata, spec, status: { currentReplicas } };
}

/** An API server that has this object before the apply, if any, and that one after it. */
function apiServer(before: ReturnType<typeof seen> | undefined, after: ReturnType<typeof seen>): KubernetesClient {
  const read = before ? async () => before : () => Promise.reject(Object.assign(new Error('none'), { code: 404 }));
  return {
    core: { readNamespace: async () => ({ status: { phase: 'Active' } }) },
    objects: { read, patch: async () => after, list: async () => ({ items: [] }) },
  } as unknown as KubernetesClient;
}

test.each<[string, KubernetesClient, string]>([
  ['is new', apiServer(undefined, seen(1, { maxReplicas: 5 }, 0)), 'created'],
  ['is as it was', apiServer(seen(1, { maxReplicas: 5 }, 2), seen(1, { maxReplicas: 5 }, 2)), 'unchanged'],
  ['got another field', apiServer(seen(1, { maxReplicas: 4 }, 2), seen(2, { maxReplicas: 5 }, 2)), 'changed'],
  [
    'was written to by its controller meanwhile',
    apiServer(seen(1, { maxReplicas: 5 }, 2), seen(2, { maxReplicas: 5 }, 3)),
    'unchanged',
  ],
])('an object that %s is told so', async (_, client, action) => {
  expect(await applyObjects(client, 'local', [wanted])).toEqual([
    { kind: 'HorizontalPodAutoscaler', name: 'api', action },
  ]);
});
