import { eksClusterNamed } from '../eks/eks-cluster-named.ts';

/** What every verb about a cluster takes. */
export interface ClusterOptions {
  /** Print the result as JSON, and no progress. */
  readonly json: boolean;
}

export async function clusterDeploy(name: string, options: ClusterOptions): Promise<void> {
  const cluster = eksClusterNamed(name);
  // CDK takes seconds to load: a mistake in the name is said before.
  const { deployCluster } = await import('../eks/cluster-deploy.ts');
  await deployCluster(cluster, options);
}
