import { PatchStrategy, setHeaderOptions } from '@kubernetes/client-node';
import type { Progress } from '@eks-practice/machine/progress';
import type { KubernetesClient } from './client.ts';

/** What of Kubernetes itself a stage cannot be without: the names of services, and the autoscalers' metrics. */
const parts = ['coredns', 'metrics-server'];

const namespace = 'kube-system';
const merge = setHeaderOptions('Content-Type', PatchStrategy.MergePatch);

/**
 * Brings back what somebody has scaled to nothing, and opens nodes that were closed for a drain: without them a cluster would
 * be waited for in vain. One that does not answer, or not yet, has nothing to bring back.
 */
export async function reviveCluster(client: () => Promise<KubernetesClient>, progress: Progress): Promise<void> {
  const found = await client().catch(() => undefined);
  if (!found) return;
  await reviveSystemParts(found, progress);
  await openNodes(found, progress);
}

async function reviveSystemParts({ apps }: KubernetesClient, progress: Progress): Promise<void> {
  const listed = await apps.listNamespacedDeployment({ namespace }).catch(() => undefined);
  for (const { metadata, spec } of listed?.items ?? []) {
    const name = metadata?.name ?? '';
    if (!parts.includes(name) || spec?.replicas !== 0) continue;
    progress(`${name} was scaled to no pods; scaling it to 1`);
    await apps.patchNamespacedDeploymentScale({ name, namespace, body: { spec: { replicas: 1 } } }, merge);
  }
}

async function openNodes({ core }: KubernetesClient, progress: Progress): Promise<void> {
  const listed = await core.listNode().catch(() => undefined);
  for (const { metadata, spec } of listed?.items ?? []) {
    const name = metadata?.name ?? '';
    if (!spec?.unschedulable) continue;
    progress(`node ${name} was closed to new pods; opening it`);
    await core.patchNode({ name, body: { spec: { unschedulable: null } } }, merge);
  }
}
