import { median } from 'simple-statistics';
import type { Recording } from '../recorder/recording.ts';

/** How the memory of one pod went during a soak. */
export interface MemoryTrend {
  readonly workload: string;
  readonly pod: string;
  readonly samples: number;
  /** Its median use, in MiB. */
  readonly medianMiB: number;
  /** How fast it grew: the Theil-Sen slope, in MiB an hour. */
  readonly perHourMiB: number;
  /** How much it grew by that slope while it was watched, in MiB. */
  readonly grownMiB: number;
  /** How fast it may grow, in MiB an hour. */
  readonly boundPerHourMiB: number;
  /** Null where the time was too short to tell. */
  readonly flat: boolean | null;
}

/** The first part of a soak is left out: V8 compiles code and sizes its heap to the load. */
const settlingShare = 0.2;

/** Shorter than this, a garbage collection more or less looks like a leak of tens of MiB an hour, in seconds. */
const tellingSeconds = 8 * 60;

/** A pod must be this far from its memory limit, in hours, should it go on as it does: nothing is deployed less often. */
const hoursToLimit = 24;

/** What a heap breathes between two collections, in MiB; less than this in all is no growth. */
const noiseMiB = 4;

/**
 * How the memory of a pod went: flat unless, going on like this, it would reach its limit within a day.
 * @param limitMiB at which the pod is killed
 */
export function memoryTrend(
  { memory }: Pick<Recording, 'memory'>,
  { name: pod, workload }: { readonly name: string; readonly workload: string },
  time: { readonly from: number; readonly to: number },
  limitMiB: number,
): MemoryTrend | undefined {
  const from = time.from + settlingShare * (time.to - time.from);
  const points = memory.filter((sample) => sample.pod === pod && sample.at >= from && sample.at <= time.to);
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 2) return undefined;
  const perHourMiB = theilSen(points.map(({ at, mebibytes }) => ({ x: at / 3_600_000, y: mebibytes })));
  const grownMiB = (perHourMiB * (last.at - first.at)) / 3_600_000;
  const medianMiB = median(points.map(({ mebibytes }) => mebibytes));
  const boundPerHourMiB = Math.max(0, limitMiB - medianMiB) / hoursToLimit;
  const telling = last.at - first.at >= tellingSeconds * 1000;
  const grows = perHourMiB > boundPerHourMiB && grownMiB > noiseMiB;
  const common = { workload, pod, samples: points.length, medianMiB, perHourMiB, grownMiB, boundPerHourMiB };
  return { ...common, flat: telling ? !grows : null };
}

/** The median of the slopes between every two points: a few outliers do not move it (Theil 1950, Sen 1968). */
export function theilSen(points: readonly { readonly x: number; readonly y: number }[]): number {
  const slopes = points.flatMap((a, index) =>
    points.slice(index + 1).flatMap((b) => (b.x === a.x ? [] : [(b.y - a.y) / (b.x - a.x)])),
  );
  return slopes.length === 0 ? 0 : median(slopes);
}
