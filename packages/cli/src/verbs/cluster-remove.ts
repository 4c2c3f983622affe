import { eksClusterNamed } from '../eks/eks-cluster-named.ts';

export interface ClusterRemoveOptions {
  readonly json: boolean;
  /** The name of a protected cluster. */
  readonly confirm?: string;
  /** Do not ask. */
  readonly yes: boolean;
}

export async function clusterRemove(name: string, options: ClusterRemoveOptions): Promise<void> {
  const cluster = eksClusterNamed(name);
  const { removeCluster } = await import('../eks/remove-cluster.ts');
  await removeCluster(cluster, options);
}
