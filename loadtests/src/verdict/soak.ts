import { servicesOf } from '../entry-service.ts';
import type { Evidence } from '../run/evidence.ts';
import type { Fault } from './fault.ts';
import { loadTimes } from './load-times.ts';
import { type MemoryTrend, memoryTrend } from './memory-trend.ts';
import { count } from './wording.ts';

/** What a soak has shown of the pods. */
export interface SoakResult {
  /** Of each pod that was there from the beginning to the end. */
  readonly memory: readonly MemoryTrend[];
  /** How often a container was started again while the load ran. */
  readonly restarts: number;
}

/** Undefined for any other scenario, and for a soak that did not come to its load. */
export function soakResult({ load, recording, scenario, target }: Evidence): SoakResult | undefined {
  const times = loadTimes(load);
  if (scenario !== 'soak' || !times) return undefined;
  const time = { from: times.firstRequestAt, to: times.endAt };
  const memory = servicesOf(target).flatMap(([name, { resources }]) =>
    recording.pods
      .filter(({ goneAt, initial, workload }) => workload === name && initial && goneAt === null)
      .flatMap((pod) => memoryTrend(recording, pod, time, resources.memoryLimitMiB) ?? []),
  );
  return { memory, restarts: recording.restarts.filter(({ at }) => at >= time.from).length };
}

export function soakFaults(evidence: Evidence): Fault[] {
  const result = soakResult(evidence);
  const times = loadTimes(evidence.load);
  if (!result || !times) return [];
  const { memory, restarts } = result;
  return [
    ...memory
      .filter(({ flat }) => flat === false)
      .map((trend) => ({ reason: `The memory of ${trend.pod} grows: ${growth(trend)}.`, starvableIn: [] })),
    ...(restarts === 0
      ? []
      : [
          {
            reason: `Containers were started again ${count(restarts, 'time')} under the load.`,
            // A probe that is answered too late restarts a pod that is well.
            starvableIn: [{ from: times.firstRequestAt, to: times.endAt }],
          },
        ]),
  ];
}

/** What it showed, for a run that passed. */
export function soakSuccesses(evidence: Evidence): string[] {
  const result = soakResult(evidence);
  if (!result) return [];
  const { memory } = result;
  const steepest = memory.toSorted((a, b) => b.perHourMiB - a.perHourMiB)[0];
  if (!steepest) return ['metrics-server told too little of the memory of the pods to say how it went.'];
  if (memory.some(({ flat }) => flat === null)) {
    return [
      `No container restarted. Whether memory stays flat cannot be told from so short a soak: it takes ten minutes.`,
    ];
  }
  return [`No container restarted. Memory stayed flat: ${steepest.pod} grew most, by ${growth(steepest)}.`];
}

function growth({ boundPerHourMiB, grownMiB, medianMiB, perHourMiB }: MemoryTrend): string {
  const [slope, bound, grown] = [perHourMiB, boundPerHourMiB, grownMiB].map((value) => value.toFixed(1));
  return `${slope} MiB an hour (${grown} MiB in all, around ${Math.round(medianMiB)} MiB; the bound is ${bound} MiB an hour)`;
}
