import type { AwsSession } from '@eks-practice/aws/session';
import { readTemplate } from '@eks-practice/aws/stack/stack-state';
import { costChange } from '@eks-practice/costs/text/cost-change';
import { estimateCosts } from '@eks-practice/costs/estimate-costs';
import { UserError } from '@eks-practice/errors/user-error';
import { clusterStackName, workloadsStackName } from '@eks-practice/infra/names';
import type { EksStage } from '@eks-practice/stages/stage';
import type { CheckedCluster } from '../eks-cluster/cluster-check.ts';
import type { CheckedStage } from './stage-check.ts';

/** What a deploy of the stage's stack makes of the monthly costs, in a line; without prices, that there are none. */
export async function stageCost(
  session: AwsSession,
  stage: EksStage,
  { templates }: Pick<CheckedStage, 'templates'>,
): Promise<string> {
  const [cluster = templates.cluster, deployed] = await Promise.all([
    readTemplate(session, clusterStackName(stage.cluster.name)),
    readTemplate(session, workloadsStackName(stage.name)),
  ]);
  return orNotKnown(() => {
    const after = estimateCosts(stage, { cluster, workloads: templates.workloads });
    return costChange(deployed && estimateCosts(stage, { cluster, workloads: deployed }), after);
  });
}

/** The same of a deploy of the cluster's stack; the costs of its stages come on top. */
export async function clusterCost(
  session: AwsSession,
  { stage, stackName, template }: CheckedCluster,
): Promise<string> {
  const deployed = await readTemplate(session, stackName);
  const estimate = (cluster: object) => estimateCosts(stage, { cluster: cluster as Readonly<Record<string, object>> });
  return orNotKnown(() => costChange(deployed && estimate(deployed), estimate(template)));
}

/** An estimate is no reason to keep anybody from a deploy. */
function orNotKnown(line: () => string): string {
  try {
    return line();
  } catch (error) {
    if (error instanceof UserError && error.code === 'no-prices') return `not known: ${error.message}`;
    throw error;
  }
}
