import { eksClusterNamed } from '../eks/eks-cluster-named.ts';
import type { ClusterOptions } from './cluster-deploy.ts';

export async function clusterUpgrade(name: string, options: ClusterOptions): Promise<void> {
  const cluster = eksClusterNamed(name);
  const { upgradeCluster } = await import('../eks/cluster-upgrade.ts');
  await upgradeCluster(cluster, options);
}
