import { isOnEks } from '@eks-practice/stages/stage';
import type { Verdict } from '../exit-code.ts';
import { servicesOf } from '../entry-service.ts';
import { totals } from '../k6-run/totals.ts';
import { workloadReaction } from '../reaction/workload-reaction.ts';
import type { Evidence, SentLoad } from '../run/evidence.ts';
import { judgeStress } from './judge-stress.ts';
import { drillFaults, drillOutcomes } from './drill-faults.ts';
import { invalidReasons } from './invalid-reasons.ts';
import { loadTimes } from './load-times.ts';
import { requestFaults } from './request-faults.ts';
import { machineSaturation } from './saturation.ts';
import { scalingFaults, scalingSuccesses } from './scaling-faults.ts';
import { soakFaults, soakSuccesses } from './soak.ts';
import { spikeSuccesses } from './spike.ts';
import { count } from './wording.ts';
import { type JudgedWorkload, workloadResult } from './workload-result.ts';

export interface Judgement {
  readonly verdict: Verdict;
  /** Full sentences; what decided stands first. */
  readonly reasons: readonly string[];
  readonly workloads: readonly JudgedWorkload[];
}

/** Decides what a run says: a run that is broken says nothing, whatever else it shows; any fault fails it. */
export function judge(evidence: Evidence): Judgement {
  const times = loadTimes(evidence.load);
  const workloads = servicesOf(evidence.target).map(([name, settings]) => ({
    ...workloadResult(name, settings, evidence.recording, times),
    reaction: workloadReaction(name, evidence, times?.stepAt),
  }));
  if (evidence.scenario === 'stress') return { ...judgeStress(evidence), workloads };
  const faults = [
    ...requestFaults(evidence),
    ...scalingFaults(evidence, workloads),
    ...soakFaults(evidence),
    ...drillFaults(evidence.drills),
  ];
  // A starved machine says nothing about the stage; but it is no excuse for what starvation does not do.
  // Runners on EKS do not run on this machine, whose CPU is then no excuse.
  const isElsewhere = evidence.load?.runners !== undefined && isOnEks(evidence.target.stage);
  const excuses = faults.flatMap(({ starvableIn }) =>
    isElsewhere ? [] : (machineSaturation(evidence.recording, starvableIn) ?? []),
  );
  // Of several one says it all; where a fault has none, the others' do not help it.
  const starved = excuses.length === faults.length ? excuses.slice(0, 1) : [];
  const invalid = [...invalidReasons(evidence, workloads), ...starved];

  const faultReasons = faults.map(({ reason }) => reason);
  if (invalid.length > 0) return { verdict: 'invalid', reasons: [...invalid, ...faultReasons], workloads };
  if (faults.length > 0) return { verdict: 'fail', reasons: faultReasons, workloads };
  const successes = [
    ...scalingSuccesses(evidence, workloads),
    ...spikeSuccesses(evidence, workloads),
    ...soakSuccesses(evidence),
    ...drillOutcomes(evidence.drills),
  ];
  return { verdict: 'pass', reasons: [answered(evidence.load), ...successes], workloads };
}

function answered(load: SentLoad | undefined): string {
  const { total, p95Ms } = totals(load?.log ?? { requests: [], drops: [] });
  return `${count(total, 'request')}, none failed; 95 % took ${Math.ceil(p95Ms ?? 0)} ms or less.`;
}
