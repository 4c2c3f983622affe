import type { EksStage } from '@eks-practice/stages/stage';
import { type Environment, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ClusterStack } from './cluster-stack.ts';
import { clusterStackName, tagKeys, workloadsStackName } from './names.ts';
import { WorkloadsStack } from './workloads-stack.ts';

/** Two stacks for a stage: `<cluster>-cluster`, shared by the stages in it, and `<stage>-workloads`. */
export function stageStacks(scope: Construct, stages: readonly EksStage[]): void {
  const clusters = new Set<string>();
  for (const stage of stages) {
    const { cluster } = stage;
    const env: Environment = { region: cluster.region, ...(cluster.account ? { account: cluster.account } : {}) };
    const tags = { [tagKeys.app]: 'eks-practice', [tagKeys.cluster]: cluster.name };
    if (!clusters.has(cluster.name)) {
      tag(new ClusterStack(scope, clusterStackName(cluster.name), { cluster, env }), tags);
      clusters.add(cluster.name);
    }
    const { timeToLiveHours } = stage;
    tag(new WorkloadsStack(scope, workloadsStackName(stage.name), { stage, env }), {
      ...tags,
      [tagKeys.stage]: stage.name,
      ...(timeToLiveHours === undefined ? {} : { [tagKeys.timeToLiveHours]: String(timeToLiveHours) }),
    });
  }
}

function tag(construct: Construct, tags: Readonly<Record<string, string>>): void {
  for (const [key, value] of Object.entries(tags)) Tags.of(construct).add(key, value);
}
