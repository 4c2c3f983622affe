import { reachedFrom } from '@eks-practice/catalogue/services';
import { unknownParts } from '../reaction/bound.ts';
import type { WorkloadReaction } from '../reaction/workload-reaction.ts';
import type { Evidence } from '../run/evidence.ts';
import type { Fault } from './fault.ts';
import { loadTimes } from './load-times.ts';
import { secondsText } from './wording.ts';
import type { JudgedWorkload, WorkloadResult } from './workload-result.ts';

/** What the autoscalers did not do; only a `load` asks anything of them. */
export function scalingFaults(evidence: Evidence, workloads: readonly JudgedWorkload[]): Fault[] {
  const times = loadTimes(evidence.load);
  if (evidence.scenario !== 'load' || times?.stepAt === undefined) return [];
  const loadSeconds = (times.endAt - times.stepAt) / 1000;
  const reasons = workloads.flatMap((result) => [
    ...(result.name === evidence.target.service ? scaleOutFaults(result, loadSeconds) : []),
    ...scaleInFaults(result, evidence.scaleInBoundSeconds),
  ]);
  const starvableIn = [{ from: times.stepAt, to: evidence.endedAt }];
  return reasons.map((reason) => ({ reason, starvableIn }));
}

function scaleOutFaults(result: JudgedWorkload, loadSeconds: number): string[] {
  const { firstDecisionSeconds: decision, firstNewPodReadySeconds: ready, minReplicas, name, reaction } = result;
  if (decision === null || decision > loadSeconds) {
    return [`The autoscaler of ${name} kept ${minReplicas} pods through ${secondsText(loadSeconds)} of load.`];
  }
  const bound = reaction.bound.decisionSeconds;
  return [
    ...(bound !== null && decision > bound
      ? [`The autoscaler of ${name} decided ${secondsText(decision)} after the load step, ${againstBound(reaction)}.`]
      : []),
    ...(ready === null || ready > loadSeconds
      ? [`${name} was to have more pods after ${secondsText(decision)}, but none was ready before the load ended.`]
      : []),
  ];
}

/** e.g. `expected about 29 s, bound 65 s`. */
function againstBound({ bound, forecast }: WorkloadReaction): string {
  const expected = forecast?.decision ? [`expected about ${Math.round(forecast.decision.p50)} s`] : [];
  const most =
    bound.decisionSeconds === null
      ? `no bound, ${unknownParts(bound.decisionParts)}`
      : `bound ${secondsText(bound.decisionSeconds)}`;
  return [...expected, most].join(', ');
}

function scaleInFaults(
  { firstDecisionSeconds, minReplicas, name, scaledInSeconds }: WorkloadResult,
  bound = 0,
): string[] {
  if (firstDecisionSeconds === null || scaledInSeconds !== null) return [];
  return [`${name} did not go back to ${minReplicas} pods within ${bound} s after the load.`];
}

/** What they did, for a run that passed. */
export function scalingSuccesses({ scenario, target }: Evidence, workloads: readonly JudgedWorkload[]): string[] {
  if (scenario !== 'load') return [];
  const reached = reachedFrom(target.service);
  return workloads.map((result) => {
    const { firstDecisionSeconds, firstNewPodReadySeconds, minReplicas, name, replicasSeen, scaledInSeconds } = result;
    if (!reached.has(name)) return `${name} got none of the load.`;
    if (firstDecisionSeconds === null) return `${name} carried the load with its ${minReplicas} pods.`;
    const aside = [
      // The load step is not one for the others: what they are asked grows with the pods that ask them.
      ...(name === target.service ? [againstBound(result.reaction)] : []),
      ...(firstNewPodReadySeconds === null
        ? []
        : [`first new pod ready after ${secondsText(firstNewPodReadySeconds)}`]),
    ];
    return (
      `${name} scaled from ${minReplicas} to ${replicasSeen.max} pods, decided ${secondsText(firstDecisionSeconds)} after the ` +
      `load step${aside.length > 0 ? ` (${aside.join('; ')})` : ''}, and was back at ${minReplicas} pods ${secondsText(scaledInSeconds ?? 0)} after the load's end.`
    );
  });
}
