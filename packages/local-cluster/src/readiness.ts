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

/** When each node's container was started last, by the node's name. */
export type NodeStarts = ReadonlyMap<string, Date>;

export interface Expected {
  /** Of every node that the cluster is to have. */
  readonly starts: NodeStarts;
  /**
   * Whether it has just been made. Then it has no autoscaler yet, and whoever makes one waits for the first metrics; of
   * those that it had before a restart, the old metrics would pass for new ones.
   */
  readonly isNew: boolean;
}

/**
 * What a cluster is still waiting for. After a restart the API first repeats what it knew before (a node that is ready,
 * pods that run): only what was reported since the start of the node that it is about counts.
 * @returns a phrase for "waiting for …", or undefined where nothing is missing
 */
export function missing(facts: ClusterFacts, { starts, isNew }: Expected): string | undefined {
  const { nodes, pods } = facts;
  const isCurrent = (name: string) => {
    const node = nodes.find((one) => nameOf(one) === name);
    return node !== undefined && isReady(node) && hasReported(node, facts.leases, starts);
  };
  const absent = [...starts.keys()].find((name) => !isCurrent(name));
  if (absent !== undefined) return `the node ${absent} to be ready`;
  if (!runs(pods, 'kube-dns', starts)) return 'CoreDNS';
  return isNew ? undefined : missingAgain(facts, starts);
}

/** What was there before a restart, and must be again. */
function missingAgain({ nodes, pods, nodeMetrics }: ClusterFacts, starts: NodeStarts): string | undefined {
  if (!runs(pods, 'metrics-server', starts)) return 'metrics-server';
  // Their addresses lead nowhere any more, but a service still sends requests there.
  if (pods.some((pod) => isReady(pod) && !runsSince(pod, starts))) return 'the pods of before the restart';
  const isMeasured = (node: V1Node) =>
    nodeMetrics?.some(
      ({ metadata, timestamp }) => metadata.name === nameOf(node) && since(timestamp, starts, nameOf(node)),
    );
  return nodes.every(isMeasured) ? undefined : 'the first metrics';
}

/** A kubelet's first report may come seconds before its first lease: while the API was starting, it has backed off. */
function hasReported(node: V1Node, leases: readonly V1Lease[], starts: NodeStarts): boolean {
  const lease = leases.find(({ metadata }) => metadata?.name === nameOf(node));
  const reports = [readyCondition(node)?.lastHeartbeatTime, lease?.spec?.renewTime];
  return reports.some((time) => since(time, starts, nameOf(node)));
}

function runs(pods: readonly V1Pod[], app: string, starts: NodeStarts): boolean {
  const ofApp = pods.filter(({ metadata }) => metadata?.labels?.['k8s-app'] === app);
  return ofApp.some((pod) => isReady(pod) && runsSince(pod, starts));
}

function nameOf({ metadata }: V1Node): string {
  return metadata?.name ?? '';
}

function readyCondition(of: V1Node) {
  return of.status?.conditions?.find(({ type }) => type === 'Ready');
}

function isReady({ status }: V1Node | V1Pod): boolean {
  return status?.conditions?.some((condition) => condition.type === 'Ready' && condition.status === 'True') ?? false;
}

function runsSince({ spec, status }: V1Pod, starts: NodeStarts): boolean {
  const isSince = (time: Date | undefined): boolean => since(time, starts, spec?.nodeName ?? '');
  return status?.containerStatuses?.every(({ state }) => isSince(state?.running?.startedAt)) ?? false;
}

/** Takes text as well: the client leaves a lease's MicroTime as it came, whatever its type says. */
function since(time: Date | string | undefined, starts: NodeStarts, node: string): boolean {
  return time !== undefined && new Date(time) > (starts.get(node) ?? new Date(0));
}
