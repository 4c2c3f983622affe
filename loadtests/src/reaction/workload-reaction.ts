import { type ScaleUpRules, targetMillicores } from '@eks-practice/stages/scale-out';
import { type ServiceSettings, isOnEks } from '@eks-practice/stages/stage';
import { demandMillicores } from '../profile/measured-service.ts';
import type { Evidence } from '../run/evidence.ts';
import { type ReactionBound, reactionBound } from './bound.ts';
import type { ReactionFacts } from './facts.ts';
import { type ScaleOutForecast, forecastScaleOut } from './forecast.ts';
import { type ScaleEvent, scaleEvents } from './scale-events.ts';

/** How soon a workload's autoscaler had to react, was expected to, and did. */
export interface WorkloadReaction {
  readonly bound: ReactionBound;
  /** Null where the run has no calibration, or a setting that it takes is unknown. */
  readonly forecast: ScaleOutForecast | null;
  /** Every decision to scale out since the load step. */
  readonly attribution: readonly ScaleEvent[];
}

/** How long a new pod takes until it shares the load, in seconds, about; only later steps of a forecast depend on it. */
const podStartSeconds = 4;

/** @param stepAt when the load stepped up; undefined where it did not */
export function workloadReaction(name: string, evidence: Evidence, stepAt: number | undefined): WorkloadReaction {
  const { deployed, load, recording, target } = evidence;
  const settings = target.stage.services[name] as ServiceSettings;
  const rules = deployed?.reaction.workloads[name]?.rules ?? null;
  return {
    bound: boundOf(name, evidence),
    forecast: rules && forecast(name, settings, rules, evidence),
    attribution:
      stepAt === undefined
        ? []
        : scaleEvents({
            ...{ recording, workload: name, stepAt, served: load?.log.served ?? new Map() },
            thresholdMillicores:
              (1 + (rules?.tolerance ?? 0)) * targetMillicores({ ...settings.scaling, ...settings.resources }),
          }),
  };
}

/** From what the cluster has said so far. */
export function boundOf(
  name: string,
  { deployed, recording, target }: Pick<Evidence, 'deployed' | 'recording' | 'target'>,
): ReactionBound {
  const windows = recording.cpu.filter(({ workload }) => workload === name).map(({ windowSeconds }) => windowSeconds);
  const window = windows.length > 0 ? Math.max(...windows) : undefined;
  return reactionBound(deployed?.reaction, name, window, isOnEks(target.stage));
}

function forecast(
  name: string,
  { resources, scaling }: ServiceSettings,
  rules: ScaleUpRules,
  { calibration, deployed, profile }: Evidence,
): ScaleOutForecast | null {
  const measured = calibration?.services.find((service) => service.name === name);
  const rounds = deployed && roundsOf(deployed.reaction);
  if (!profile || !measured || !rounds) return null;
  const { base, peak } = profile;
  const demand = {
    baseMillicores: demandMillicores(measured, base.ratePerSecond),
    peakMillicores: demandMillicores(measured, peak.ratePerSecond),
  };
  const workload = { ...scaling, ...resources, rules, ...demand, podStartSeconds };
  return forecastScaleOut(workload, rounds, peak.seconds);
}

function roundsOf({ cadvisor, resolution, sync }: ReactionFacts) {
  if (cadvisor.seconds === null || resolution.seconds === null || sync.seconds === null) return undefined;
  return { cadvisorSeconds: cadvisor.seconds, resolutionSeconds: resolution.seconds, syncSeconds: sync.seconds };
}
