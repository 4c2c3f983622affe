import type { PodMetric } from '@kubernetes/client-node';
import { millicores, seconds } from './quantity.ts';
import type { Workloads } from './observe.ts';
import type { Recording } from './recording.ts';

/**
 * Adds what metrics-server says of each pod, unless it was read before: between two scrapes it repeats itself.
 * @param aheadMs how far the cluster's clock is ahead of this one, in milliseconds
 */
export function observeCpu(
  into: Recording,
  workloads: Workloads,
  metrics: readonly PodMetric[],
  aheadMs: number,
): void {
  for (const { metadata, timestamp, window, containers } of metrics) {
    const workload = metadata.labels?.['app.kubernetes.io/name'] ?? workloadOf(into, metadata.name);
    if (workload === undefined || !workloads.has(workload)) continue;
    const at = new Date(timestamp).getTime() - aheadMs;
    const last = into.cpu.findLast(({ pod }) => pod === metadata.name);
    if (last && last.at >= at) continue;
    into.cpu.push({
      at,
      windowSeconds: seconds(window),
      workload,
      pod: metadata.name,
      millicores: containers.reduce((sum, { usage }) => sum + millicores(usage.cpu), 0),
    });
  }
}

/** Older metrics-servers leave the labels out. */
function workloadOf(recording: Recording, podName: string): string | undefined {
  return recording.pods.find(({ name }) => name === podName)?.workload;
}
