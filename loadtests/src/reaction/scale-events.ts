import { cpuSeries } from '../recorder/cpu-series.ts';
import type { PodLife, Recording } from '../recorder/recording.ts';

/**
 * A decision to scale out, and what led to it and came of it; in seconds from the load step, null for what was not seen.
 * The times of the CPU samples are metrics-server's own, put right by how far the cluster's clock is ahead; all others are
 * when this machine's clock heard of it, over a watch of the API server or from k6.
 */
export interface ScaleEvent {
  readonly from: number;
  readonly to: number;
  /** When the window began whose mean was the first above what the autoscaler accepts. */
  readonly windowBegan: number | null;
  /** When that window ended: the metric has crossed. */
  readonly metricCrossed: number | null;
  readonly decided: number;
  /** In the order in which they were created. */
  readonly pods: readonly PodTimes[];
}

export interface PodTimes {
  readonly name: string;
  readonly created: number;
  readonly scheduled: number | null;
  /** All of its containers run. */
  readonly started: number | null;
  readonly ready: number | null;
  readonly inEndpoints: number | null;
  /** When the first request that it answered had ended, by `x-served-by`; only the service under load is seen so. */
  readonly firstRequest: number | null;
}

/** A decision to scale out, by `clock.ts`. */
export interface Raise {
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly pods: readonly PodLife[];
}

/** The autoscaler writes its status after it has scaled, so that pods may be seen this much before the decision. */
const statusIsLateMs = 2_000;

/** The decisions to scale out since a time, with the pods that each made. */
export function raises({ autoscalers, pods }: Recording, workload: string, since: number): Raise[] {
  const samples = autoscalers.filter((sample) => sample.workload === workload);
  const raised = samples.flatMap((sample, index) => {
    const before = samples[index - 1];
    return before && sample.at >= since && sample.desired > before.desired ? [{ ...sample, from: before.desired }] : [];
  });
  const created = pods.filter((pod) => pod.workload === workload && !pod.initial);
  return raised.map(({ at, from, desired }, index) => {
    const until = raised[index + 1]?.at ?? Infinity;
    const own = created
      .filter(({ createdAt }) => createdAt >= at - statusIsLateMs && createdAt < until - statusIsLateMs)
      .sort((a, b) => a.createdAt - b.createdAt);
    return { at: Math.min(at, own[0]?.createdAt ?? at), from, to: desired, pods: own };
  });
}

export interface ScaleEventOptions {
  readonly recording: Recording;
  readonly workload: string;
  /** By `clock.ts`. */
  readonly stepAt: number;
  /** The mean CPU of a pod above which the autoscaler adds others, in thousandths of a core. */
  readonly thresholdMillicores: number;
  /** When each pod had answered its first request, by its name. */
  readonly served: ReadonlyMap<string, number>;
}

/** Every scale-out of a workload since the load step, link by link. */
export function scaleEvents({
  recording,
  workload,
  stepAt,
  thresholdMillicores,
  served,
}: ScaleEventOptions): ScaleEvent[] {
  const relative = (at: number | null | undefined): number | null =>
    at === null || at === undefined ? null : Math.round((at - stepAt) / 10) / 100;
  const cpu = cpuSeries(recording, workload);
  return raises(recording, workload, stepAt).map((raise, index, all) => {
    const since = all[index - 1]?.at ?? stepAt;
    const crossed = cpu.find(({ at, perPod }) => at > since && at <= raise.at && perPod > thresholdMillicores);
    return {
      from: raise.from,
      to: raise.to,
      windowBegan: relative(crossed && crossed.at - crossed.windowSeconds * 1000),
      metricCrossed: relative(crossed?.at),
      decided: relative(raise.at) as number,
      pods: raise.pods.map((pod) => podTimes(pod, served.get(pod.name) ?? null, relative)),
    };
  });
}

/** What is heard of late must have happened by when its consequence is heard of. */
function podTimes(
  { name, createdAt, scheduledAt, startedAt, readyAt, servingAt }: PodLife,
  servedAt: number | null,
  relative: (at: number | null) => number | null,
): PodTimes {
  let latest = Infinity;
  const [firstRequest, inEndpoints, ready, started, scheduled, created] = [
    ...[servedAt, servingAt, readyAt, startedAt, scheduledAt, createdAt],
  ].map((at) => (at === null ? null : relative((latest = Math.min(latest, at)))));
  return {
    name,
    created: created as number,
    scheduled: scheduled ?? null,
    started: started ?? null,
    ready: ready ?? null,
    inEndpoints: inEndpoints ?? null,
    firstRequest: firstRequest ?? null,
  };
}
