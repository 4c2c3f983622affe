import type { Progress } from '@eks-practice/machine/progress';
import { metricsServer, withResolution } from '@eks-practice/workloads/metrics-server';
import { PatchStrategy } from '@kubernetes/client-node';
import { type KubernetesClient, isMissing } from './client.ts';
import { isComplete } from './rollout.ts';
import { type Observation, waitFor } from './wait-for.ts';

/** K3s makes metrics-server some seconds after its node is ready. In seconds. */
const existsSeconds = 60;

/** It is ready once it has measured twice, a minute apart at most. In seconds. */
const readySeconds = 180;

/**
 * Has a local cluster's metrics-server measure that often, and does not wait until it does. On EKS, the cluster's stack has.
 * @throws {UserError} `not-in-time` where the cluster has none
 */
export async function setMetricsResolution(
  { apps, objects }: KubernetesClient,
  seconds: number,
  progress: Progress,
): Promise<void> {
  const look = (): Promise<Observation> =>
    apps.readNamespacedDeployment(metricsServer).then(() => ({ done: true }), notThereYet);
  await waitFor('metrics-server to be there', existsSeconds, look, progress);

  const [container] = (await apps.readNamespacedDeployment(metricsServer)).spec?.template.spec?.containers ?? [];
  const args = withResolution(container?.args ?? [], seconds);
  if (!args) return;
  const spec = { template: { spec: { containers: [{ name: container?.name, args }] } } };
  const patch = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: metricsServer, spec };
  const none = undefined;
  await objects.patch(patch, none, none, none, none, PatchStrategy.StrategicMergePatch);
}

function notThereYet(error: unknown): Observation {
  if (isMissing(error)) return { pending: 'the cluster has no metrics-server yet' };
  throw error;
}

/**
 * Waits until the metrics-server that was asked for is ready; until then the one before measures.
 * @throws {UserError} `not-in-time`
 */
export async function waitForMetricsServer({ apps }: KubernetesClient, progress: Progress): Promise<void> {
  const look = async (): Promise<Observation> =>
    isComplete(await apps.readNamespacedDeployment(metricsServer))
      ? { done: true }
      : { pending: 'metrics-server is being replaced' };
  await waitFor('metrics-server to be ready', readySeconds, look, progress);
}
