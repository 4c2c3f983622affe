import { eksClusterNamed } from '../eks/eks-cluster-named.ts';

export interface ClusterSweepOptions {
  readonly json: boolean;
  /** Only list them. */
  readonly dryRun: boolean;
}

export async function clusterSweep(name: string, options: ClusterSweepOptions): Promise<void> {
  const cluster = eksClusterNamed(name);
  const { sweepStages } = await import('../eks/sweep-stages.ts');
  await sweepStages(cluster, options);
}
