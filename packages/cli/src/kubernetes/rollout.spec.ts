import { expect, test } from '@jest/globals';
import type { KubernetesClient } from './client.ts';
import { podWith } from './pod.fixture.ts';
import { isComplete, waitForRollout } from './rollout.ts';

const done = { observedGeneration: 2, replicas: 3, updatedReplicas: 3, availableReplicas: 3 };

test.each([
  { why: 'all pods are new and available', status: done, complete: true },
  {
    why: 'the controller has not seen the newest generation',
    status: { ...done, observedGeneration: 1 },
    complete: false,
  },
  { why: 'an old pod is still there', status: { ...done, replicas: 4 }, complete: false },
  { why: 'a new pod is not available yet', status: { ...done, availableReplicas: 2 }, complete: false },
  {
    why: 'the autoscaler has not given it its least number of pods yet',
    status: { ...done, replicas: 1, updatedReplicas: 1, availableReplicas: 1 },
    complete: false,
  },
  { why: 'there is no pod at all', status: { observedGeneration: 2 }, complete: false },
])('complete is $complete when $why', ({ status, complete }) => {
  expect(isComplete({ metadata: { generation: 2 }, status }, 2)).toBe(complete);
});

/** A Deployment whose one pod finds no node at the first look, and at the next one is ready on a new node. */
function clusterThatGrows(): KubernetesClient {
  const message = '0/2 nodes are available: 2 Insufficient cpu.';
  const homeless = podWith({}, { conditions: [{ type: 'PodScheduled', status: 'False', message }] });
  const waiting = { ...done, availableReplicas: 2 };
  let looks = 0;
  const deployment = () => ({
    metadata: { name: 'api', generation: 2 },
    status: looks++ === 0 ? waiting : done,
  });
  return {
    apps: {
      listNamespacedDeployment: async () => ({ items: [deployment()] }),
      listNamespacedReplicaSet: async () => ({ items: [] }),
    },
    core: {
      listNamespacedPod: async () => ({ items: [homeless] }),
      listNamespacedEvent: async () => ({ items: [] }),
    },
  } as unknown as KubernetesClient;
}

test('a pod without a node is waited for as long as it takes to start one, and no longer', async () => {
  const news: string[] = [];
  const rollout = (nodeSeconds: number): Promise<void> =>
    waitForRollout(clusterThatGrows(), 'dev', { api: 2 }, (what) => news.push(what), { nodeSeconds });
  await rollout(480);
  expect(news).toEqual(['api 3 new of 3, 2 ready']);
  await expect(rollout(0)).rejects.toMatchObject({
    code: 'rollout-stalled',
    message: expect.stringContaining('Insufficient cpu'),
  });
});
