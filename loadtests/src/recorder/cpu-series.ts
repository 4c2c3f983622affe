import type { CpuSample, Recording } from './recording.ts';

/** A workload's CPU use at one time, in thousandths of a core. */
export interface WorkloadCpu {
  readonly at: number;
  /** Of the newest sample in it. */
  readonly windowSeconds: number;
  /** The mean over the pods that were measured: what the autoscaler compares with its target. */
  readonly perPod: number;
  readonly pods: number;
}

/** A pod whose last sample is this old is gone, or metrics-server has lost sight of it. */
const staleMs = 60_000;

/** A workload's CPU use each time that metrics-server had news of one of its pods. */
export function cpuSeries(recording: Pick<Recording, 'cpu' | 'pods'>, workload: string): WorkloadCpu[] {
  const goneAt = new Map(recording.pods.map((pod) => [pod.name, pod.goneAt ?? Infinity]));
  const latest = new Map<string, CpuSample>();
  const series: WorkloadCpu[] = [];
  for (const sample of recording.cpu.filter((one) => one.workload === workload).sort((a, b) => a.at - b.at)) {
    latest.set(sample.pod, sample);
    const current = [...latest.values()].filter(
      ({ pod, at }) => at > sample.at - staleMs && (goneAt.get(pod) ?? Infinity) > sample.at,
    );
    const perPod = current.reduce((sum, { millicores }) => sum + millicores, 0) / Math.max(1, current.length);
    series.push({ at: sample.at, windowSeconds: sample.windowSeconds, perPod, pods: current.length });
  }
  return series;
}
