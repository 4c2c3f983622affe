import { eksClusterNamed } from '../eks/eks-cluster-named.ts';
import type { ClusterOptions } from './cluster-deploy.ts';

export async function clusterDiff(name: string, options: ClusterOptions): Promise<void> {
  const cluster = eksClusterNamed(name);
  const { diffCluster } = await import('../eks/cluster-diff.ts');
  await diffCluster(cluster, options);
}
