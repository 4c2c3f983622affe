import type { V1EndpointSlice, V1Pod, V2HorizontalPodAutoscaler } from '@kubernetes/client-node';
import type { Recording } from './recording.ts';

/** Names whose workload is recorded, whatever else lives in the namespace. */
export type Workloads = ReadonlySet<string>;

export function observeAutoscaler(
  into: Recording,
  workloads: Workloads,
  hpa: V2HorizontalPodAutoscaler,
  at: number,
): void {
  const workload = hpa.metadata?.name ?? '';
  if (!workloads.has(workload)) return;
  const cpu = hpa.status?.currentMetrics?.find(({ resource }) => resource?.name === 'cpu');
  into.autoscalers.push({
    at,
    workload,
    desired: hpa.status?.desiredReplicas ?? 0,
    current: hpa.status?.currentReplicas ?? 0,
    utilisationPercent: cpu?.resource?.current.averageUtilization ?? null,
  });
}

/** Keeps the first time of each step of a pod's life. */
export function observePod(into: Recording, workloads: Workloads, pod: V1Pod, at: number, initial: boolean): void {
  const workload = pod.metadata?.labels?.['app.kubernetes.io/name'] ?? '';
  const name = pod.metadata?.name;
  if (!workloads.has(workload) || name === undefined) return;
  let life = into.pods.find((known) => known.name === name);
  if (!life) {
    // By the cluster's clock, which may be ahead.
    const createdAt = initial ? Math.min(at, new Date(pod.metadata?.creationTimestamp ?? at).getTime()) : at;
    const before = { scheduledAt: null, startedAt: null, readyAt: null, servingAt: null };
    life = { name, workload, initial, createdAt, ...before, deletingAt: null, goneAt: null };
    into.pods.push(life);
  }
  if (pod.spec?.nodeName) life.scheduledAt ??= at;
  const containers = pod.status?.containerStatuses ?? [];
  if (containers.length > 0 && containers.every(({ state }) => state?.running)) life.startedAt ??= at;
  if (pod.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True')) life.readyAt ??= at;
  if (pod.metadata?.deletionTimestamp) life.deletingAt ??= at;
}

export function observePodGone(into: Recording, pod: V1Pod, at: number): void {
  const life = into.pods.find((known) => known.name === pod.metadata?.name);
  if (life) {
    life.deletingAt ??= at;
    life.goneAt ??= at;
  }
}

/** @param slices all that there are now: a Service may have several */
export function observeEndpoints(
  into: Recording,
  workloads: Workloads,
  slices: readonly V1EndpointSlice[],
  at: number,
): void {
  for (const workload of workloads) {
    const ready = slices
      .filter(({ metadata }) => metadata?.labels?.['kubernetes.io/service-name'] === `${workload}-service`)
      .flatMap(({ endpoints }) => endpoints ?? [])
      .filter(({ conditions }) => conditions?.ready);
    for (const { targetRef } of ready) {
      const life = into.pods.find(({ name }) => name === targetRef?.name);
      if (life) life.servingAt ??= at;
    }
    const last = into.endpoints.findLast((sample) => sample.workload === workload);
    if (last?.ready !== ready.length) into.endpoints.push({ at, workload, ready: ready.length });
  }
}
