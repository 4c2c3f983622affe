import { setTimeout as sleep } from 'node:timers/promises';
import { CoreV1Api, type V1Pod } from '@kubernetes/client-node';
import type { DrillContext } from './drill.ts';

/** What the Eviction API answered: 201 done, 404 gone already, 429 a PodDisruptionBudget forbids it for now. */
export type EvictionStatus = 201 | 404 | 429;

/** Asks for a pod to be evicted, once. */
export async function evict({ config, stage }: DrillContext, pod: V1Pod): Promise<EvictionStatus> {
  const name = pod.metadata?.name ?? '';
  const metadata = { name, namespace: stage.name };
  try {
    await config.makeApiClient(CoreV1Api).createNamespacedPodEviction({ ...metadata, body: { metadata } });
    return 201;
  } catch (error) {
    const { code } = error as { code?: number };
    if (code === 404 || code === 429) return code;
    throw error;
  }
}

/**
 * Evicts pods one after another, each as often as its budget wants, as `kubectl drain` does.
 * @returns how often it was put off
 */
export async function evictAll(context: DrillContext, pods: readonly V1Pod[]): Promise<number> {
  let refusals = 0;
  for (const pod of pods) {
    while ((await evict(context, pod)) === 429) {
      refusals++;
      context.progress(`waiting until ${pod.metadata?.name} may be evicted`);
      await sleep(500, undefined, { signal: context.signal });
    }
  }
  return refusals;
}
