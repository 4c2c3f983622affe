import { targetMillicores } from '@eks-practice/stages/scale-out';
import type { ServiceSettings } from '@eks-practice/stages/stage';
import { cpuSeries } from '../recorder/cpu-series.ts';
import type { Step } from '../reaction/simulate-scale-out.ts';
import type { Recording } from '../recorder/recording.ts';
import type { WorkloadSeries } from './report.ts';

export interface SeriesTime {
  /** What counts as 0. */
  readonly origin: number;
  /** The recording's end, up to which the last values hold. */
  readonly end: number;
  /** When the load stepped up and ended, between which a forecast holds; undefined where it did not step up. */
  readonly peak: { readonly from: number; readonly to: number } | undefined;
}

/**
 * A workload's replicas and CPU over time.
 * @param foreseen what the autoscaler was expected to want, in seconds from the load step
 */
export function workloadSeries(
  name: string,
  { scaling, resources }: ServiceSettings,
  recording: Recording,
  time: SeriesTime,
  foreseen: readonly Step[] | undefined,
): WorkloadSeries {
  const relative = (at: number): number => Math.round((at - time.origin) / 100) / 10;
  const cpu = cpuSeries(recording, name);
  return {
    name,
    replicas: replicaSeries(name, recording, foreseenChanges(scaling.minReplicas, foreseen, time), time.end, relative),
    cpu: {
      x: cpu.map(({ at }) => relative(at)),
      perPod: cpu.map(({ perPod }) => Math.round(perPod * 10) / 10),
      target: targetMillicores({ ...scaling, ...resources }),
    },
  };
}

interface Foreseen {
  readonly at: number;
  readonly predicted: number | null;
}

function foreseenChanges(minReplicas: number, steps: readonly Step[] | undefined, { peak }: SeriesTime): Foreseen[] {
  if (!steps || !peak) return [];
  const changes = steps.map(({ at, replicas }) => ({ at: peak.from + at * 1000, predicted: replicas }));
  return [
    { at: peak.from, predicted: minReplicas },
    ...changes.filter(({ at }) => at < peak.to),
    { at: peak.to, predicted: null },
  ];
}

/** Each changes at times of its own; joined, it holds its last value where another changes. */
function replicaSeries(
  name: string,
  { autoscalers, endpoints }: Recording,
  foreseen: readonly Foreseen[],
  end: number,
  relative: (at: number) => number,
): WorkloadSeries['replicas'] {
  const changes = [
    ...autoscalers.filter(({ workload }) => workload === name).map(({ at, desired }) => ({ at, desired })),
    ...endpoints.filter(({ workload }) => workload === name).map(({ at, ready }) => ({ at, ready })),
    ...foreseen,
    { at: end },
  ].sort((a, b) => a.at - b.at);
  const x: number[] = [];
  const desired: (number | null)[] = [];
  const ready: (number | null)[] = [];
  const predicted: (number | null)[] = [];
  for (const change of changes) {
    const at = relative(change.at);
    // Two changes within a tenth of a second share one point, the later values.
    if (x.at(-1) !== at) {
      x.push(at);
      desired.push(desired.at(-1) ?? null);
      ready.push(ready.at(-1) ?? null);
      predicted.push(predicted.at(-1) ?? null);
    }
    if ('desired' in change) desired[x.length - 1] = change.desired;
    if ('ready' in change) ready[x.length - 1] = change.ready;
    if ('predicted' in change) predicted[x.length - 1] = change.predicted;
  }
  return { x, desired, ready, predicted };
}
