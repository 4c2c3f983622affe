import type { ServiceSettings } from '@eks-practice/stages/stage';
import { raises } from '../reaction/scale-events.ts';
import type { WorkloadReaction } from '../reaction/workload-reaction.ts';
import type { Recording } from '../recorder/recording.ts';
import { stateOf } from '../recorder/state.ts';

/** What a run has shown of a workload. */
export interface WorkloadResult {
  readonly name: string;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  /** Ready pods, from the load's first request to the end of the recording; null where none was seen. */
  readonly replicasSeen: { readonly min: number | null; readonly max: number | null };
  /** From the load step until its autoscaler wanted more than minReplicas, in seconds; null where it never did. */
  readonly firstDecisionSeconds: number | null;
  /** From the load step until the first pod that was added is ready, in seconds; null where none became so. */
  readonly firstNewPodReadySeconds: number | null;
  /** From the load's end until only minReplicas are left, in seconds; null where it did not scale, or did not get there. */
  readonly scaledInSeconds: number | null;
}

/** With how soon its autoscaler had to react, and did. */
export interface JudgedWorkload extends WorkloadResult {
  readonly reaction: WorkloadReaction;
}

/** When the load did what; undefined where it did not come to that. */
export interface LoadTimes {
  readonly firstRequestAt: number;
  /** The first request of the peak. */
  readonly stepAt: number | undefined;
  /** The last request's end. */
  readonly endAt: number;
}

export function workloadResult(
  name: string,
  { scaling: { minReplicas, maxReplicas } }: ServiceSettings,
  recording: Recording,
  times: LoadTimes | undefined,
): WorkloadResult {
  const none = {
    name,
    minReplicas,
    maxReplicas,
    replicasSeen: replicasSeen(recording, name, times?.firstRequestAt ?? 0),
  };
  const stepAt = times?.stepAt;
  if (!times || stepAt === undefined) {
    return { ...none, firstDecisionSeconds: null, firstNewPodReadySeconds: null, scaledInSeconds: null };
  }
  const decision = raises(recording, name, stepAt)[0];
  const newPods = recording.pods.filter(
    ({ workload, createdAt, initial }) => workload === name && !initial && createdAt >= stepAt,
  );
  const firstReady = Math.min(...newPods.map(({ readyAt }) => readyAt ?? Infinity));
  return {
    ...none,
    firstDecisionSeconds: decision ? secondsBetween(stepAt, decision.at) : null,
    firstNewPodReadySeconds: Number.isFinite(firstReady) ? secondsBetween(stepAt, firstReady) : null,
    scaledInSeconds: decision ? scaledIn(recording, name, minReplicas, times.endAt) : null,
  };
}

function replicasSeen(recording: Recording, name: string, since: number): WorkloadResult['replicasSeen'] {
  const samples = recording.endpoints.filter(({ workload }) => workload === name);
  // What was seen last before the load holds when the load begins.
  const before = samples.findLast(({ at }) => at < since);
  const ready = [...(before ? [before] : []), ...samples.filter(({ at }) => at >= since)].map((sample) => sample.ready);
  return ready.length > 0 ? { min: Math.min(...ready), max: Math.max(...ready) } : { min: null, max: null };
}

/** The last thing to happen on the way back: the autoscaler's decision, or the end of the last pod too many. */
function scaledIn(recording: Recording, name: string, minReplicas: number, endAt: number): number | null {
  const state = stateOf(recording, name);
  const back = state.autoscaler?.desired === minReplicas && state.pods.length === minReplicas;
  const samples = recording.autoscalers.filter(({ workload }) => workload === name);
  const lastAbove = samples.findLastIndex(({ desired }) => desired > minReplicas);
  const decidedAt = samples[lastAbove + 1]?.at;
  if (!back || decidedAt === undefined) return null;
  const gone = recording.pods.filter(({ workload }) => workload === name).map(({ goneAt }) => goneAt ?? 0);
  return Math.max(0, secondsBetween(endAt, Math.max(decidedAt, ...gone)));
}

function secondsBetween(from: number, to: number): number {
  return Math.round((to - from) / 100) / 10;
}
