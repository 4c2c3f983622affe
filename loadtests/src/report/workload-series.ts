import type { ServiceSettings } from '@eks-practice/stages/stage';
import { targetMillicores } from '../profile/measured-service.ts';
import { cpuSeries } from '../recorder/cpu-series.ts';
import type { Recording } from '../recorder/recording.ts';
import type { WorkloadSeries } from './report.ts';

/**
 * A workload's replicas and CPU over time.
 * @param time the time that counts as 0, and the recording's end, up to which the last values hold
 */
export function workloadSeries(
  name: string,
  { scaling, resources }: ServiceSettings,
  recording: Recording,
  time: { readonly origin: number; readonly end: number },
): WorkloadSeries {
  const relative = (at: number): number => Math.round((at - time.origin) / 100) / 10;
  const cpu = cpuSeries(recording, name);
  return {
    name,
    replicas: replicaSeries(name, recording, time.end, relative),
    cpu: {
      x: cpu.map(({ at }) => relative(at)),
      perPod: cpu.map(({ perPod }) => Math.round(perPod * 10) / 10),
      target: targetMillicores({ ...scaling, ...resources }),
    },
  };
}

/** Desired and ready change at times of their own; joined, each holds its last value where the other changes. */
function replicaSeries(
  name: string,
  { autoscalers, endpoints }: Recording,
  end: number,
  relative: (at: number) => number,
): WorkloadSeries['replicas'] {
  const changes = [
    ...autoscalers.filter(({ workload }) => workload === name).map(({ at, desired }) => ({ at, desired })),
    ...endpoints.filter(({ workload }) => workload === name).map(({ at, ready }) => ({ at, ready })),
    { at: end },
  ].sort((a, b) => a.at - b.at);
  const x: number[] = [];
  const desired: (number | null)[] = [];
  const ready: (number | null)[] = [];
  for (const change of changes) {
    const at = relative(change.at);
    // Two changes within a tenth of a second share one point, the later values.
    if (x.at(-1) !== at) {
      x.push(at);
      desired.push(desired.at(-1) ?? null);
      ready.push(ready.at(-1) ?? null);
    }
    if ('desired' in change) desired[x.length - 1] = change.desired;
    if ('ready' in change) ready[x.length - 1] = change.ready;
  }
  return { x, desired, ready };
}
