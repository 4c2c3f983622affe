import { eksClusterNamed } from '../eks/eks-cluster-named.ts';
import type { ClusterOptions } from './cluster-deploy.ts';

export async function clusterBootstrap(name: string, options: ClusterOptions): Promise<void> {
  const cluster = eksClusterNamed(name);
  const { bootstrapCluster } = await import('../eks/cluster-bootstrap.ts');
  await bootstrapCluster(cluster, options);
}
