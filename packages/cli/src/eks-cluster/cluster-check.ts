import { type Refusal, refuse } from '@eks-practice/guards/refusal';
import { stageRefusals } from '@eks-practice/guards/stage-refusals';
import { templateRefusals } from '@eks-practice/guards/template-refusals';
import type { Template } from '@eks-practice/aws/stack/stack-state';
import { UserError } from '@eks-practice/errors/user-error';
import { clusterStackName } from '@eks-practice/infra/names';
import { synthesize } from '@eks-practice/infra/synthesize';
import { type App, type EksCluster, type EksStage, type Named, isOnEks } from '@eks-practice/stages/stage';
import { app as ownApp } from '@eks-practice/stages/stages';

/** A cluster's stack, of which nothing is known that speaks against it. */
export interface CheckedCluster {
  readonly stackName: string;
  readonly assembly: ReturnType<typeof synthesize>;
  readonly template: Template;
  /** One of those that the cluster is for. */
  readonly stage: EksStage;
}

/**
 * Everything that can be known of a cluster and of the stages in it before AWS is asked.
 * @throws {UserError} `refused`, with all that speaks against it; `cluster-without-stage`
 */
export function checkCluster({ name }: Named<EksCluster>, app: App = ownApp): CheckedCluster {
  const stages = Object.values(app.stages).filter(isOnEks);
  const here = stages.filter(({ cluster }) => cluster.name === name);
  const [stage] = here;
  if (!stage) {
    throw new UserError(
      `No stage of packages/stages/src/stages.ts is in cluster ${name}, so there is nothing it is for.`,
      {
        code: 'cluster-without-stage',
        remedy: `Add a stage with \`cluster: '${name}'\`, then run the same command again.`,
      },
    );
  }
  refuse(distinct(here.flatMap((one) => stageRefusals(one))), `Cluster ${name}`);
  const assembly = synthesize([stage]);
  const stackName = clusterStackName(name);
  const template = assembly.getStackByName(stackName).template as Template;
  refuse(templateRefusals(stackName, template), `Cluster ${name}`);
  return { stackName, assembly, template, stage };
}

/** Stages of one cluster share what speaks against the cluster. */
function distinct(refusals: readonly Refusal[]): Refusal[] {
  return [...new Map(refusals.map((refusal) => [refusal.message, refusal])).values()];
}
