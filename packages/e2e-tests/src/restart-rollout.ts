import { setTimeout as sleep } from 'node:timers/promises';
import { AppsV1Api, CoreV1Api, type KubeConfig, PatchStrategy, setHeaderOptions } from '@kubernetes/client-node';

/** What a rollout replaced. */
export interface Replaced {
  /** Names of the pods that were there before. */
  readonly oldPods: readonly string[];
  /** Those of them that are still there. */
  readonly remaining: readonly string[];
}

/** How long the pods may take to be replaced, in seconds. */
const patience = 240;

/** Replaces every pod of the Deployments as a new version would, and returns when the last old pod is gone. */
export async function restartRollout(
  config: KubeConfig,
  namespace: string,
  names: readonly string[],
): Promise<Replaced> {
  const oldPods = await podNames(config, namespace);
  const annotations = { 'kubectl.kubernetes.io/restartedAt': new Date().toISOString() };
  const body = { spec: { template: { metadata: { annotations } } } };
  const merge = setHeaderOptions('Content-Type', PatchStrategy.StrategicMergePatch);
  for (const name of names) {
    await config.makeApiClient(AppsV1Api).patchNamespacedDeployment({ name, namespace, body }, merge);
  }
  for (let waited = 0; ; waited++) {
    const now = await podNames(config, namespace);
    const remaining = oldPods.filter((pod) => now.includes(pod));
    if (remaining.length === 0 || waited >= patience) return { oldPods, remaining };
    await sleep(1000);
  }
}

async function podNames(config: KubeConfig, namespace: string): Promise<string[]> {
  const { items } = await config.makeApiClient(CoreV1Api).listNamespacedPod({ namespace });
  return items.map(({ metadata }) => metadata?.name ?? '');
}
