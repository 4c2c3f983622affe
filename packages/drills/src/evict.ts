import { CoreV1Api, type V1Pod } from '@kubernetes/client-node';
import type { DrillContext } from './drill.ts';
import { untilNothingMissing } from './wait.ts';

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

/** How long a budget may put an eviction off, in seconds: until the pod before it was replaced. */
const patience = 120;

/**
 * Evicts pods one after another, each as often as its budget wants, as `kubectl drain` does.
 * @returns how often it was put off
 * @throws {RunInvalid} where a budget puts one off for too long; the signal's reason
 */
export async function evictAll(context: DrillContext, pods: readonly V1Pod[]): Promise<number> {
  let refusals = 0;
  for (const pod of pods) {
    await untilNothingMissing(context, patience, async () => {
      if ((await evict(context, pod)) !== 429) return [];
      refusals++;
      return [`${pod.metadata?.name} may not be evicted yet`];
    });
  }
  return refusals;
}
