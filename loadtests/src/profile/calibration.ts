import { targetMillicores } from '@eks-practice/stages/scale-out';
import type { Stage } from '@eks-practice/stages/stage';
import type { CpuSample, PodLife } from '../recorder/recording.ts';
import { maxRatePerSecond } from './bounds.ts';
import { type MeasuredService, rateFor } from './measured-service.ts';
import type { Phase } from './phase.ts';

/** What a calibration has found. */
export interface Calibration {
  readonly ratePerSecond: number;
  readonly seconds: number;
  readonly services: readonly MeasuredService[];
}

/** No request of these services is taken to cost more, in CPU milliseconds, before it was measured. */
const assumedCostMs = 5;

/**
 * A rate that should leave every autoscaler alone, whatever a request costs: at 5 ms of CPU per request it takes 60 % of the
 * tightest target. It lasts as long as the samples take to come, and no longer than `seconds`.
 */
export function firstLookPhase(stage: Stage, seconds: number): Phase {
  const targets = Object.values(stage.services).map(
    ({ scaling, resources }) => scaling.minReplicas * targetMillicores({ ...scaling, ...resources }),
  );
  const rate = Math.floor((0.6 * Math.min(...targets)) / assumedCostMs);
  return { name: 'first-look', ratePerSecond: Math.min(20, Math.max(2, rate)), seconds };
}

/** How much of the tightest target the second look takes, if a request costs what the first has found. */
const closeShare = 0.85;

/**
 * A rate as near to the peak's as leaves every autoscaler alone. At a few requests a second each one costs up to twice as
 * much as at a hundred: caches are cold at each, and V8 has not compiled yet what runs seldom.
 * @param found what a first look has found
 */
export function closerPhase(found: readonly MeasuredService[], seconds: number): Phase {
  const rates = found.map((one) => rateFor(one, closeShare * one.minReplicas * targetMillicores(one)));
  const rate = Math.floor(Math.min(maxRatePerSecond, ...rates));
  return { name: 'calibration', ratePerSecond: Math.max(1, rate), seconds };
}

/**
 * The CPU that pods use together over a time, from the samples whose whole window lies inside it: the mean of each pod's.
 * @returns undefined while a pod has no such sample
 */
export function cpuWithin(
  samples: readonly CpuSample[],
  pods: readonly Pick<PodLife, 'name'>[],
  time: { readonly from: number; readonly to: number },
): number | undefined {
  let sum = 0;
  for (const { name } of pods) {
    const own = samples.filter(
      ({ pod, at, windowSeconds }) => pod === name && at - windowSeconds * 1000 >= time.from && at <= time.to,
    );
    if (own.length === 0) return undefined;
    sum += own.reduce((total, { millicores }) => total + millicores, 0) / own.length;
  }
  return pods.length > 0 ? sum : undefined;
}
