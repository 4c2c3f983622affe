/** What a pod asks the scheduler for. */
export interface PodRequest {
  /** Thousandths of a core. */
  readonly cpuMillicores: number;
  readonly memoryMiB: number;
}

/** Pods that every cluster on EKS runs besides the services. */
export interface SystemPods extends PodRequest {
  readonly name: string;
  /** How many there are in the cluster, or one on every node. */
  readonly replicas: number | 'per-node';
}

/**
 * What a cluster of ours runs for itself: the add-ons with the requests that EKS gives them, as of 2026-11, and the charts
 * with those that our stack gives them. Requests of 0 are not set.
 */
export const systemPods: readonly SystemPods[] = [
  // The CNI and its network policy agent, 25m each.
  { name: 'aws-node', replicas: 'per-node', cpuMillicores: 50, memoryMiB: 0 },
  { name: 'kube-proxy', replicas: 'per-node', cpuMillicores: 100, memoryMiB: 0 },
  { name: 'eks-pod-identity-agent', replicas: 'per-node', cpuMillicores: 0, memoryMiB: 0 },
  { name: 'coredns', replicas: 2, cpuMillicores: 100, memoryMiB: 70 },
  { name: 'metrics-server', replicas: 2, cpuMillicores: 100, memoryMiB: 200 },
  { name: 'aws-load-balancer-controller', replicas: 2, cpuMillicores: 50, memoryMiB: 128 },
  { name: 'cluster-autoscaler', replicas: 1, cpuMillicores: 50, memoryMiB: 128 },
];
