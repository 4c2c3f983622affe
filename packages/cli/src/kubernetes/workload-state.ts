import type { CoreV1Event, V1Deployment, V1Pod, V1ReplicaSet } from '@kubernetes/client-node';
import type { KubernetesClient } from './client.ts';
import { deploymentProblem } from './deployment-problem.ts';
import { isReady, podProblem, workloadOf } from './pod-problem.ts';
import type { Problem } from './problem.ts';

/** A namespace's workloads at one moment, as far as it shows what is wrong. */
export interface WorkloadState {
  readonly deployments: readonly V1Deployment[];
  readonly replicaSets: readonly V1ReplicaSet[];
  readonly pods: readonly V1Pod[];
  readonly events: readonly CoreV1Event[];
}

export async function readWorkloads({ apps, core }: KubernetesClient, namespace: string): Promise<WorkloadState> {
  const [deployments, replicaSets, pods] = await Promise.all([
    apps.listNamespacedDeployment({ namespace }),
    apps.listNamespacedReplicaSet({ namespace }),
    core.listNamespacedPod({ namespace }),
  ]);
  // Last, so that they tell of every pod; and not at all where no pod has anything to tell.
  const events = pods.items.every(isReady) ? [] : (await core.listNamespacedEvent({ namespace })).items;
  return { deployments: deployments.items, replicaSets: replicaSets.items, pods: pods.items, events };
}

/** A problem and who has it. */
export interface Finding {
  /** The Deployment that it keeps from being complete. */
  readonly workload: string;
  /** The pod's name, or the Deployment's where its pods are refused. */
  readonly subject: string;
  readonly problem: Problem;
}

/** What keeps a Deployment from being complete: its own problem, and those of its newest pods; older ones only go. */
export function findings(deployment: V1Deployment, { replicaSets, pods, events }: WorkloadState): Finding[] {
  const workload = deployment.metadata?.name ?? '';
  const own = deploymentProblem(deployment);
  const hash = newestHash(deployment, replicaSets);
  const newest = pods.filter(
    (pod) => workloadOf(pod) === workload && (hash === undefined || pod.metadata?.labels?.[hashLabel] === hash),
  );
  const ofPods = newest.flatMap((pod): Finding[] => {
    const problem = podProblem(pod, events);
    return problem ? [{ workload, subject: pod.metadata?.name ?? '', problem }] : [];
  });
  return [...(own ? [{ workload, subject: workload, problem: own }] : []), ...ofPods];
}

const hashLabel = 'pod-template-hash';
const revision = 'deployment.kubernetes.io/revision';

function newestHash({ metadata }: V1Deployment, replicaSets: readonly V1ReplicaSet[]): string | undefined {
  const current = replicaSets.find(
    (set) =>
      set.metadata?.ownerReferences?.some(({ uid }) => uid === metadata?.uid) &&
      set.metadata.annotations?.[revision] === metadata?.annotations?.[revision],
  );
  return current?.metadata?.labels?.[hashLabel];
}
