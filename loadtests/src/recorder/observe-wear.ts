import type { PodMetric, V1Pod } from '@kubernetes/client-node';
import type { Workloads } from './observe.ts';
import { mebibytes } from './quantity.ts';
import type { Recording } from './recording.ts';

/**
 * Adds what metrics-server says of each pod's memory (its working set), unless it was read before.
 * @param aheadMs how far the cluster's clock is ahead of this one, in milliseconds
 */
export function observeMemory(
  into: Recording,
  workloads: Workloads,
  metrics: readonly PodMetric[],
  aheadMs: number,
): void {
  for (const { metadata, timestamp, containers } of metrics) {
    const workload = into.pods.find(({ name }) => name === metadata.name)?.workload;
    if (workload === undefined || !workloads.has(workload)) continue;
    const at = new Date(timestamp).getTime() - aheadMs;
    const last = into.memory.findLast(({ pod }) => pod === metadata.name);
    if (last && last.at >= at) continue;
    const used = containers.reduce((sum, { usage }) => sum + mebibytes(usage.memory), 0);
    into.memory.push({ at, workload, pod: metadata.name, mebibytes: used });
  }
}

/** Notes each time that containers of a pod have restarted more often than was known; what was before is not counted. */
export function observeRestarts(into: Recording, workloads: Workloads, pod: V1Pod, at: number): void {
  const workload = pod.metadata?.labels?.['app.kubernetes.io/name'] ?? '';
  const name = pod.metadata?.name;
  if (!workloads.has(workload) || name === undefined) return;
  const count = (pod.status?.containerStatuses ?? []).reduce((sum, { restartCount }) => sum + restartCount, 0);
  const known = into.restartCounts.get(name) ?? count;
  if (count > known) into.restarts.push({ at, workload, pod: name });
  into.restartCounts.set(name, Math.max(count, known));
}
