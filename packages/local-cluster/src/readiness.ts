import type { NodeMetric, V1Lease, V1Node, V1Pod } from '@kubernetes/client-node';

/** What the API tells of a cluster, as far as it decides whether work can begin. */
export interface ClusterFacts {
  readonly nodes: readonly V1Node[];
  /** Renewed by each kubelet every 10 s. */
  readonly leases: readonly V1Lease[];
  /** Of every namespace. */
  readonly pods: readonly V1Pod[];
  /** Undefined where the metrics API does not answer. */
  readonly nodeMetrics: readonly Pick<NodeMetric, 'metadata' | 'timestamp'>[] | undefined;
}

/**
 * What a cluster is still waiting for. After a restart the API first repeats what it knew before (a node that is ready,
 * pods that run): only what was reported since the container's start counts.
 * @param startedAt when the node's container was started last
 * @returns a phrase for "waiting for …", or undefined where nothing is missing
 */
export function missing(facts: ClusterFacts, startedAt: Date): string | undefined {
  const { nodes, leases, pods, nodeMetrics } = facts;
  const isCurrent = (node: V1Node) =>
    node.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') === true &&
    leases.some(({ metadata, spec }) => metadata?.name === node.metadata?.name && since(spec?.renewTime, startedAt));
  if (nodes.length === 0 || !nodes.every(isCurrent)) return 'the node to be ready';
  if (!runs(pods, 'kube-dns', startedAt)) return 'CoreDNS';
  if (!runs(pods, 'metrics-server', startedAt)) return 'metrics-server';
  // Their addresses lead nowhere any more, but a service still sends requests there.
  if (pods.some((pod) => isReady(pod) && !runsSince(pod, startedAt))) return 'the pods of before the restart';
  const isMeasured = (node: V1Node) =>
    nodeMetrics?.some((m) => m.metadata.name === node.metadata?.name && since(m.timestamp, startedAt));
  return nodes.every(isMeasured) ? undefined : 'the first metrics';
}

function runs(pods: readonly V1Pod[], app: string, startedAt: Date): boolean {
  const ofApp = pods.filter(({ metadata }) => metadata?.labels?.['k8s-app'] === app);
  return ofApp.some((pod) => isReady(pod) && runsSince(pod, startedAt));
}

function isReady({ status }: V1Pod): boolean {
  return status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
}

function runsSince({ status }: V1Pod, startedAt: Date): boolean {
  return status?.containerStatuses?.every(({ state }) => since(state?.running?.startedAt, startedAt)) ?? false;
}

/** Takes text as well: the client leaves a lease's MicroTime as it came, whatever its type says. */
function since(time: Date | string | undefined, start: Date): boolean {
  return time !== undefined && new Date(time) > start;
}
