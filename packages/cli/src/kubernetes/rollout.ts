import type { Progress } from '@eks-practice/machine/progress';
import { UserError } from '@eks-practice/errors/user-error';
import type { V1Deployment, V1Pod } from '@kubernetes/client-node';
import type { KubernetesClient } from './client.ts';
import { whyNotReady } from './why-not-ready.ts';
import { type Observation, waitFor } from './wait-for.ts';

/** Longer than the Deployments' own progressDeadlineSeconds, which reports a stall first and better. */
const rolloutSeconds = 300;

/**
 * Waits until every pod of every named Deployment is of the newest revision and ready, and the old ones have been told to go.
 * @param least the Deployments by name, each with the pods that its autoscaler gives it at least; a new one starts with one
 * @throws {UserError} `rollout-stalled`, with the pods' own reasons
 */
export async function waitForRollout(
  client: KubernetesClient,
  namespace: string,
  least: Readonly<Record<string, number>>,
  progress: Progress,
): Promise<void> {
  const names = Object.keys(least);
  const look = async (): Promise<Observation> => {
    const { items } = await client.apps.listNamespacedDeployment({ namespace });
    const ours = items.filter((deployment) => names.includes(deployment.metadata?.name ?? ''));
    const unfinished = ours.filter((deployment) => !isComplete(deployment, least[nameOf(deployment)]));
    const stalled = unfinished.filter(isStalled);
    if (stalled.length > 0) throw await stall(client, namespace, stalled.map(nameOf));
    if (ours.length === names.length && unfinished.length === 0) return { done: true };
    return { pending: unfinished.map(summary).join(', ') || 'the Deployments are not there yet' };
  };
  await waitFor('the rollout', rolloutSeconds, look, progress);
}

/** Whether the Deployment's controller has seen its newest generation and brought it about. */
export function isComplete({ metadata, status = {} }: V1Deployment, least = 1): boolean {
  const wanted = status.replicas ?? 0;
  return (
    (status.observedGeneration ?? 0) >= (metadata?.generation ?? 0) &&
    wanted >= least &&
    status.updatedReplicas === wanted &&
    status.availableReplicas === wanted
  );
}

function isStalled({ status }: V1Deployment): boolean {
  return status?.conditions?.some(({ reason }) => reason === 'ProgressDeadlineExceeded') ?? false;
}

async function stall(client: KubernetesClient, namespace: string, names: readonly string[]): Promise<UserError> {
  const { items: pods } = await client.core.listNamespacedPod({ namespace });
  const reasons = pods
    .filter((pod) => names.includes(pod.metadata?.labels?.['app.kubernetes.io/name'] ?? ''))
    .flatMap(reasonLine);
  return new UserError(`The rollout of ${names.join(' and ')} makes no progress.\n${reasons.join('\n')}`, {
    code: 'rollout-stalled',
    remedy: 'The pods that served before still serve. Mend the cause, then deploy again.',
  });
}

function reasonLine(pod: V1Pod): string[] {
  const reason = whyNotReady(pod);
  return reason === undefined ? [] : [`  - ${pod.metadata?.name}: ${reason}`];
}

function nameOf(deployment: V1Deployment): string {
  return deployment.metadata?.name ?? '';
}

function summary(deployment: V1Deployment): string {
  const { updatedReplicas = 0, availableReplicas = 0, replicas = 0 } = deployment.status ?? {};
  return `${nameOf(deployment)} ${updatedReplicas} new of ${replicas}, ${availableReplicas} ready`;
}
