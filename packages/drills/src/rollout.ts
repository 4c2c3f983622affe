import type { ServiceSettings } from '@eks-practice/stages/stage';
import {
  AppsV1Api,
  CoreV1Api,
  PatchStrategy,
  type V1Deployment,
  type V1Pod,
  setHeaderOptions,
} from '@kubernetes/client-node';
import type { DrillContext } from './drill.ts';
import { untilNothingMissing } from './wait.ts';

/** How long the pods may take to be as they are to be, in seconds; a rollout of two services takes ten or twenty. */
const patience = 240;

/** Replaces every pod of the stage as a new version would, which is what `kubectl rollout restart` does. */
async function restartDeployments({ config, stage }: DrillContext): Promise<void> {
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
  await untilNothingMissing(context, patience, () => rolloutLacks(context));
}

/**
 * Waits until it is rolled out, and each service has exactly so many pods.
 * @param wanted by default as many as at rest
 * @throws as {@link untilRolledOut}
 */
export async function untilReplicas(
  context: DrillContext,
  wanted: (settings: ServiceSettings) => number = ({ scaling }) => scaling.minReplicas,
): Promise<void> {
  await untilNothingMissing(context, patience, async () => {
    const lacks = await rolloutLacks(context);
    if (lacks.length > 0) return lacks;
    const count = Map.groupBy(await podsOf(context), serviceOf);
    return Object.entries(context.stage.services).flatMap(([service, settings]) => {
      const [pods, replicas] = [count.get(service)?.length ?? 0, wanted(settings)];
      return pods === replicas ? [] : [`${service} has ${pods} pods, not ${replicas}`];
    });
  });
}

async function rolloutLacks(context: DrillContext): Promise<string[]> {
  const { config, stage } = context;
  const { items } = await config.makeApiClient(AppsV1Api).listNamespacedDeployment({ namespace: stage.name });
  const ours = items.filter(({ metadata }) => metadata?.name !== undefined && metadata.name in stage.services);
  return [...ours.flatMap(unfinished), ...going(await podsOf(context))];
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
