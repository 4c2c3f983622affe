import type { NodeMetric, V1Lease, V1Node, V1Pod } from '@kubernetes/client-node';

/** What the API tells of a cluster, as far as it decides whether work can begin. */
export interface ClusterFacts {
  readonly nodes: readonly V1Node[];
  /** Renewed by each kubelet every 10 s. */
  readonly leases: readonly V1Lease[];
  /** The pods of kube-system. */
  readonly systemPods: readonly V1Pod[];
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
  const { nodes, leases, systemPods, nodeMetrics } = facts;
  const isCurrent = (node: V1Node) =>
    node.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') === true &&
    leases.some(({ metadata, spec }) => metadata?.name === node.metadata?.name && since(spec?.renewTime, startedAt));
  if (nodes.length === 0 || !nodes.every(isCurrent)) return 'the node to be ready';
  if (!runs(systemPods, 'kube-dns', startedAt)) return 'CoreDNS';
  if (!runs(systemPods, 'metrics-server', startedAt)) return 'metrics-server';
  const isMeasured = (node: V1Node) =>
    nodeMetrics?.some((m) => m.metadata.name === node.metadata?.name && since(m.timestamp, startedAt));
  return nodes.every(isMeasured) ? undefined : 'the first metrics';
}

function runs(pods: readonly V1Pod[], app: string, startedAt: Date): boolean {
  return pods.some(
    ({ metadata, status }) =>
      metadata?.labels?.['k8s-app'] === app &&
      status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') &&
      status.containerStatuses?.every(({ state }) => since(state?.running?.startedAt, startedAt)),
  );
}

/** Takes text as well: the client leaves a lease's MicroTime as it came, whatever its type says. */
function since(time: Date | string | undefined, start: Date): boolean {
  return time !== undefined && new Date(time) > start;
}
