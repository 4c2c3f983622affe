import { expect, test } from '@jest/globals';
import type { KubernetesClient } from './client.ts';
import { reviveCluster } from './revive-cluster.ts';

function clusterWith(replicas: Readonly<Record<string, number>>, closed: readonly string[] = []) {
  const patched: unknown[] = [];
  const apps = {
    listNamespacedDeployment: async () => ({
      items: Object.entries(replicas).map(([name, count]) => ({ metadata: { name }, spec: { replicas: count } })),
    }),
    patchNamespacedDeploymentScale: async ({ name, body }: { name: string; body: unknown }) =>
      patched.push([name, body]),
  };
  const core = {
    listNode: async () => ({
      items: ['one', 'two'].map((name) => ({ metadata: { name }, spec: { unschedulable: closed.includes(name) } })),
    }),
    patchNode: async ({ name, body }: { name: string; body: unknown }) => patched.push([name, body]),
  };
  return { patched, client: async () => ({ apps, core }) as unknown as KubernetesClient };
}

test('what a stage needs of Kubernetes and was scaled to nothing is brought back, and said', async () => {
  const { patched, client } = clusterWith({ coredns: 2, 'metrics-server': 0, another: 0 });
  const news: string[] = [];
  await reviveCluster(client, (one) => news.push(one));
  expect(patched).toEqual([['metrics-server', { spec: { replicas: 1 } }]]);
  expect(news).toEqual([expect.stringContaining('metrics-server')]);
});

test('a node that was closed for a drain is opened again, and said', async () => {
  const { patched, client } = clusterWith({ coredns: 1 }, ['two']);
  const news: string[] = [];
  await reviveCluster(client, (one) => news.push(one));
  expect(patched).toEqual([['two', { spec: { unschedulable: null } }]]);
  expect(news).toEqual([expect.stringContaining('two')]);
});

test('a cluster that does not answer has nothing to bring back', async () => {
  const refused = async (): Promise<never> => Promise.reject(new TypeError('fetch failed'));
  await expect(reviveCluster(refused, () => undefined)).resolves.toBeUndefined();
  const silent = { apps: { listNamespacedDeployment: refused }, core: { listNode: refused } };
  const client = async () => silent as unknown as KubernetesClient;
  await expect(reviveCluster(client, () => undefined)).resolves.toBeUndefined();
});
