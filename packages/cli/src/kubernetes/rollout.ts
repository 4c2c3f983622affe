import type { Progress } from '@eks-practice/machine/progress';
import type { V1Deployment } from '@kubernetes/client-node';
import type { KubernetesClient } from './client.ts';
import { Patience, type Problem } from './problem.ts';
import { stalled } from './stalled.ts';
import { type Observation, waitFor } from './wait-for.ts';
import { type Finding, findings, readWorkloads } from './workload-state.ts';

/** For how long what is waited for. In seconds. */
export interface RolloutPatience {
  /**
   * The whole rollout.
   * @default 300, longer than the Deployments' own progressDeadlineSeconds, which reports a stall first and better
   */
  readonly seconds?: number;
  /**
   * A pod that no node has room for: where nodes are added, until one has been.
   * @default - as for any pod that finds no room
   */
  readonly nodeSeconds?: number;
}

/**
 * What is left for any problem once the Deployment's deadline is past; a deploy that mends one that was stuck finds the
 * deadline past as well. In seconds.
 */
const lateSeconds = 30;

/**
 * Waits until every pod of every named Deployment is of the newest revision and ready, and the old ones have been told to
 * go. Ends early where a pod's own reason says that waiting is in vain.
 * @param least the Deployments by name, each with the pods that its autoscaler gives it at least; a new one starts with one
 * @throws {UserError} `rollout-stalled`, with the pods' own reasons
 */
export async function waitForRollout(
  client: KubernetesClient,
  namespace: string,
  least: Readonly<Record<string, number>>,
  progress: Progress,
  { seconds = 300, nodeSeconds }: RolloutPatience = {},
): Promise<void> {
  const names = Object.keys(least);
  const patience = new Patience();
  const look = async (): Promise<Observation> => {
    const state = await readWorkloads(client, namespace);
    const ours = state.deployments.filter((deployment) => names.includes(nameOf(deployment)));
    const unfinished = ours.filter((deployment) => !isComplete(deployment, least[nameOf(deployment)]));
    if (ours.length === names.length && unfinished.length === 0) return { done: true };
    // What the controller has not looked at yet still shows the pods of the deploy before.
    const found = unfinished.filter(isObserved).flatMap((deployment) => findings(deployment, state));
    const hopeless = hopelessOf(found, unfinished, patience, nodeSeconds);
    if (hopeless.length > 0) throw await stalled(client, namespace, hopeless, { serves: unfinished.every(hasServed) });
    const pending = unfinished.map(summary).join(', ') || 'the Deployments are not there yet';
    const reasons = [...new Set(found.map(({ subject, problem }) => `${subject}: ${problem.reason}`))];
    return {
      pending,
      ...(reasons.length > 0 ? { because: `${pending}\n${reasons.map((r) => `  - ${r}`).join('\n')}` } : {}),
    };
  };
  await waitFor('the rollout', seconds, look, progress, namespace);
}

function hopelessOf(
  found: readonly Finding[],
  unfinished: readonly V1Deployment[],
  patience: Patience,
  nodeSeconds: number | undefined,
): Finding[] {
  const late = unfinished.filter(isPastDeadline).map(nameOf);
  const lasting = found.map(({ workload, subject, problem }): [string, Problem] => {
    const own = (problem.cause === 'unschedulable' ? nodeSeconds : undefined) ?? problem.patienceSeconds;
    return [subject, { ...problem, patienceSeconds: late.includes(workload) ? Math.min(own, lateSeconds) : own }];
  });
  const exhausted = patience.exhausted(new Map(lasting));
  return found.filter(({ subject }) => exhausted.includes(subject));
}

/** Whether the Deployment's controller has seen its newest generation and brought it about. */
export function isComplete(deployment: V1Deployment, least = 1): boolean {
  const { replicas = 0, updatedReplicas, availableReplicas } = deployment.status ?? {};
  return isObserved(deployment) && replicas >= least && updatedReplicas === replicas && availableReplicas === replicas;
}

function isObserved({ metadata, status }: V1Deployment): boolean {
  return (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0);
}

function isPastDeadline({ status }: V1Deployment): boolean {
  return status?.conditions?.some(({ reason }) => reason === 'ProgressDeadlineExceeded') ?? false;
}

function hasServed({ status }: V1Deployment): boolean {
  return (status?.availableReplicas ?? 0) > 0;
}

function nameOf(deployment: V1Deployment): string {
  return deployment.metadata?.name ?? '';
}

function summary(deployment: V1Deployment): string {
  const { updatedReplicas = 0, availableReplicas = 0, replicas = 0 } = deployment.status ?? {};
  return `${nameOf(deployment)} ${updatedReplicas} new of ${replicas}, ${availableReplicas} ready`;
}
