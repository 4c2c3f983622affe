import { targetMillicores } from '@eks-practice/stages/scale-out';
import { cpuSeries } from '../recorder/cpu-series.ts';
import { shareOf } from '../reaction/forecast.ts';
import type { Evidence } from '../run/evidence.ts';
import { loadTimes } from '../verdict/load-times.ts';
import type { JudgedWorkload } from '../verdict/workload-result.ts';

/** What a run has shown of a workload, with the figures that explain it. */
export interface WorkloadFigures extends JudgedWorkload {
  /** How many pods its autoscaler wanted, one decision after another, from the load's first request on: 2, 4, 5, 2. */
  readonly replicas: readonly number[];
  /** What the autoscaler is to hold each pod at, in thousandths of a core. */
  readonly cpuTargetMillicores: number;
  /** The most that its pods used, as a mean over them, from the load step on; null where nothing was measured. */
  readonly cpuMostMillicores: number | null;
  /** The most that they used together, so; null where nothing was measured. */
  readonly cpuMostTogetherMillicores: number | null;
  /** What a request to the stage costs it on top of rest, in milliseconds of CPU, by the calibration; null without one. */
  readonly cpuMsPerRequest: number | null;
  /** How many pods the peak was expected to need; null without a calibration. */
  readonly expectedReplicas: number | null;
  /** How many pods its autoscaler wanted, step by step, while the load lasted. */
  readonly staircase: readonly number[];
  /** How often the forecast has that very staircase, 0 to 1; null without a forecast. */
  readonly staircaseShare: number | null;
}

export function workloadFigures(result: JudgedWorkload, evidence: Evidence): WorkloadFigures {
  const { calibration, load, profile, recording, target } = evidence;
  const { name } = result;
  const settings = target.stage.services[name];
  const times = loadTimes(load);
  const since = times?.stepAt ?? times?.firstRequestAt ?? Infinity;
  const use = cpuSeries(recording, name).filter(({ at }) => at > since);
  // Thousandths of a core per request per second are milliseconds of CPU per request.
  const cost = calibration?.services.find((service) => service.name === name)?.costMillicores;
  const loadSeconds = times?.stepAt === undefined ? 0 : (times.endAt - times.stepAt) / 1000;
  const raised = result.reaction.attribution.filter(({ decided }) => decided <= loadSeconds);
  const staircase = [result.minReplicas, ...raised.map(({ to }) => to)];
  return {
    ...result,
    replicas: decisions(recording.autoscalers, name, times?.firstRequestAt ?? Infinity),
    cpuTargetMillicores: settings ? targetMillicores({ ...settings.scaling, ...settings.resources }) : 0,
    cpuMostMillicores: use.length > 0 ? tenths(Math.max(...use.map(({ perPod }) => perPod))) : null,
    cpuMostTogetherMillicores:
      use.length > 0 ? tenths(Math.max(...use.map(({ perPod, pods }) => perPod * pods))) : null,
    cpuMsPerRequest: cost === undefined ? null : Math.round(cost * 100) / 100,
    staircase,
    staircaseShare: result.reaction.forecast && shareOf(result.reaction.forecast, staircase),
    expectedReplicas: profile?.expected.find((expected) => expected.name === name)?.replicas ?? null,
  };
}

/** What held when the load began, and each change since. */
function decisions(samples: Evidence['recording']['autoscalers'], name: string, since: number): number[] {
  const own = samples.filter(({ workload }) => workload === name);
  const before = own.findLast(({ at }) => at < since);
  const desired = [...(before ? [before] : []), ...own.filter(({ at }) => at >= since)].map((sample) => sample.desired);
  return desired.filter((replicas, index) => replicas !== desired[index - 1]);
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
