import type { App } from '@eks-practice/stages/stage';
import type { Environment } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ClusterStack } from './cluster-stack.ts';
import { WorkloadsStack } from './workloads-stack.ts';

/** Two stacks for a stage on EKS: `<cluster>-cluster`, shared by the stages in it, and `<stage>-workloads`. */
export function stageStacks(scope: Construct, stages: App): void {
  const clusters = new Set<string>();
  for (const stage of Object.values(stages)) {
    const { cluster } = stage;
    if (cluster.kind !== 'eks') continue;
    const env: Environment = { region: cluster.region, ...(cluster.account ? { account: cluster.account } : {}) };
    if (!clusters.has(cluster.name)) new ClusterStack(scope, `${cluster.name}-cluster`, { cluster, env });
    clusters.add(cluster.name);
    new WorkloadsStack(scope, `${stage.name}-workloads`, { stage, env });
  }
}
