import type { AutoscalerSample, PodLife, Recording } from './recording.ts';

/** A workload at one time. */
export interface WorkloadState {
  readonly workload: string;
  /** Undefined until the autoscaler was seen. */
  readonly autoscaler: AutoscalerSample | undefined;
  /** Pods that get requests. */
  readonly ready: number;
  /** Pods that exist, those that are going included. */
  readonly pods: readonly PodLife[];
}

/** A workload as it was last seen. */
export function stateOf(recording: Recording, workload: string): WorkloadState {
  return {
    workload,
    autoscaler: recording.autoscalers.findLast((sample) => sample.workload === workload),
    ready: recording.endpoints.findLast((sample) => sample.workload === workload)?.ready ?? 0,
    pods: recording.pods.filter((pod) => pod.workload === workload && pod.goneAt === null),
  };
}

/** Why a workload is not at rest: its minimum of pods, all ready, and an autoscaler that wants no more and sees their CPU. */
export function unrest({ workload, autoscaler, ready, pods }: WorkloadState, minReplicas: number): string | undefined {
  if (!autoscaler) return `${workload} has no autoscaler`;
  if (autoscaler.utilisationPercent === null) return `${workload}'s autoscaler reads no CPU metric`;
  if (autoscaler.desired !== minReplicas)
    return `${workload} is to have ${autoscaler.desired} pods, not ${minReplicas}`;
  if (pods.length !== minReplicas) return `${workload} has ${pods.length} pods, not ${minReplicas}`;
  if (ready !== minReplicas) return `${workload} has ${ready} ready pods, not ${minReplicas}`;
  return undefined;
}
