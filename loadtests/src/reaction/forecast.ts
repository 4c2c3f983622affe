import { percentile } from '../k6-run/totals.ts';
import { seededRandom } from './seeded-random.ts';
import { type Rounds, type Step, type SteppedWorkload, simulateScaleOut } from './simulate-scale-out.ts';

/** How a scale-out is expected to go; the rounds of the chain begin by chance, so it is a distribution. */
export interface ScaleOutForecast {
  /** When the first decision comes, in seconds from the load step; null where most runs see none. */
  readonly decision: { readonly p50: number; readonly p95: number } | null;
  /** The staircases that come about most, and how often: pods at rest, then each step. */
  readonly staircases: readonly Staircase[];
  /** At least that many pods are wanted by then in half of the runs. */
  readonly median: readonly Step[];
}

export interface Staircase {
  readonly replicas: readonly number[];
  /** 0 to 1. */
  readonly share: number;
}

/** Enough that the median is steady to half a second; they take some 50 ms of CPU. */
const trials = 1000;

/** The same forecast at each run. */
const seed = 20261122;

/**
 * Lives through the scale-out many times, each with other phases of cAdvisor, metrics-server and autoscaler. The first
 * decision follows what a simple model says of it, t = f W + U(0, Tc) + U(0, Tm) + U(0, Th), where
 * f = (q - r0) / (r1 - r0) is the share of the window that must be under load: q the use at which the autoscaler acts, r0
 * that before the step and r1 that after it, no more than limit/request.
 * @param until how long the load lasts, in seconds
 */
export function forecastScaleOut(workload: SteppedWorkload, rounds: Rounds, until: number): ScaleOutForecast {
  const random = seededRandom(seed);
  const runs = Array.from({ length: trials }, () => simulateScaleOut(workload, rounds, until, random));
  const first = runs.map(([step]) => step?.at ?? Infinity).sort((a, b) => a - b);
  const [p50, p95] = [percentile(first, 50), percentile(first, 95)].map((at) => tenths(at ?? Infinity)) as [
    number,
    number,
  ];
  return {
    decision: Number.isFinite(p50) ? { p50, p95: Math.min(p95, until) } : null,
    staircases: staircases(workload.minReplicas, runs),
    median: medianSteps(workload, runs),
  };
}

/** How often a staircase comes about that was seen, 0 to 1. */
export function shareOf({ staircases }: Pick<ScaleOutForecast, 'staircases'>, replicas: readonly number[]): number {
  return staircases.find((one) => one.replicas.join() === replicas.join())?.share ?? 0;
}

function staircases(minReplicas: number, runs: readonly Step[][]): Staircase[] {
  const byShape = Map.groupBy(runs, (steps) => steps.map(({ replicas }) => replicas).join());
  return [...byShape.values()]
    .map((of) => ({
      replicas: [minReplicas, ...(of[0] ?? []).map(({ replicas }) => replicas)],
      share: of.length / runs.length,
    }))
    .sort((a, b) => b.share - a.share);
}

/** For each number of pods, when half of the runs want that many. */
function medianSteps({ minReplicas, maxReplicas }: SteppedWorkload, runs: readonly Step[][]): Step[] {
  const steps: Step[] = [];
  for (let replicas = minReplicas + 1; replicas <= maxReplicas; replicas++) {
    const times = runs
      .map((run) => run.find((step) => step.replicas >= replicas)?.at ?? Infinity)
      .sort((a, b) => a - b);
    const at = tenths(percentile(times, 50) ?? Infinity);
    if (!Number.isFinite(at)) break;
    if (steps.at(-1)?.at === at) steps.pop();
    steps.push({ at, replicas });
  }
  return steps;
}

function tenths(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
