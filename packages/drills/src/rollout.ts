import { setTimeout as sleep } from 'node:timers/promises';
import { RunInvalid } from '@eks-practice/loadtests/run-invalid';
import {
  AppsV1Api,
  CoreV1Api,
  PatchStrategy,
  type V1Deployment,
  type V1Pod,
  setHeaderOptions,
} from '@kubernetes/client-node';
import type { DrillContext } from './drill.ts';

/** How long the pods may take to be as they are to be, in seconds; a rollout of two services takes ten or twenty. */
const patience = 240;

/** Replaces every pod of the stage as a new version would, which is what `kubectl rollout restart` does. */
export async function restartDeployments({ config, stage }: DrillContext): Promise<void> {
  const annotations = { 'kubectl.kubernetes.io/restartedAt': new Date().toISOString() };
  const body = { spec: { template: { metadata: { annotations } } } };
  const merge = setHeaderOptions('Content-Type', PatchStrategy.StrategicMergePatch);
  for (const name of Object.keys(stage.services)) {
    await config.makeApiClient(AppsV1Api).patchNamespacedDeployment({ name, namespace: stage.name, body }, merge);
  }
}

/**
 * Replaces every pod, and returns when the last old one is gone.
 * @returns how many there were
 */
export async function replacePods(context: DrillContext): Promise<number> {
  const before = await podsOf(context);
  await restartDeployments(context);
  await untilRolledOut(context);
  return before.length;
}

/**
 * Waits until every Deployment has the pods that it is to have, all of its newest revision and ready, and none is going.
 * @throws {RunInvalid} where that takes too long, saying what is missing; the signal's reason
 */
export async function untilRolledOut(context: DrillContext): Promise<void> {
  const { config, progress, signal, stage } = context;
  for (let waited = 0; ; waited += 0.5) {
    signal.throwIfAborted();
    const { items } = await config.makeApiClient(AppsV1Api).listNamespacedDeployment({ namespace: stage.name });
    const ours = items.filter(({ metadata }) => metadata?.name !== undefined && metadata.name in stage.services);
    const missing = [...ours.flatMap(unfinished), ...going(await podsOf(context))];
    if (missing.length === 0) return;
    if (waited >= patience)
      throw new RunInvalid(`The pods were not as they are to be within ${patience} s: ${missing.join('; ')}.`);
    progress(`waiting: ${missing.join('; ')}`);
    await sleep(500, undefined, { signal });
  }
}

/**
 * Waits until each service has exactly so many pods, none of them going.
 * @throws as {@link untilRolledOut}
 */
export async function untilReplicas(context: DrillContext, replicas: number): Promise<void> {
  const { progress, signal, stage } = context;
  for (let waited = 0; ; waited += 0.5) {
    await untilRolledOut(context);
    const pods = await podsOf(context);
    const other = Object.keys(stage.services).filter(
      (service) => pods.filter((pod) => serviceOf(pod) === service).length !== replicas,
    );
    if (other.length === 0) return;
    const missing = `${other.join(' and ')} are not at ${replicas} pods`;
    if (waited >= patience) throw new RunInvalid(`After ${patience} s ${missing}.`);
    progress(`waiting: ${missing}`);
    await sleep(500, undefined, { signal });
  }
}

/** What a Deployment still lacks, as a phrase; nothing where it is rolled out. */
function unfinished({ metadata, spec, status }: V1Deployment): string[] {
  const wanted = spec?.replicas ?? 1;
  const seen = (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0);
  const { replicas = 0, updatedReplicas = 0, availableReplicas = 0 } = status ?? {};
  if (seen && [replicas, updatedReplicas, availableReplicas].every((count) => count === wanted)) return [];
  return [`${metadata?.name} has ${Math.min(updatedReplicas, availableReplicas)} of ${wanted} pods`];
}

function going(pods: readonly V1Pod[]): string[] {
  const names = pods.filter(({ metadata }) => metadata?.deletionTimestamp).map(({ metadata }) => metadata?.name);
  return names.length === 0 ? [] : [`${names.length} pods are still going`];
}

/** The pods of the stage's services, or of one of them, in the order of their names. */
export async function podsOf({ config, stage }: DrillContext, service?: string): Promise<V1Pod[]> {
  const { items } = await config.makeApiClient(CoreV1Api).listNamespacedPod({ namespace: stage.name });
  return items.filter((pod) => {
    const of = serviceOf(pod);
    return service === undefined ? of in stage.services : of === service;
  });
}

/** The service that a pod is of; empty where it is of none. */
export function serviceOf({ metadata }: V1Pod): string {
  return metadata?.labels?.['app.kubernetes.io/name'] ?? '';
}
