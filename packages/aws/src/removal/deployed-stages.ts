import { paginateDescribeStacks } from '@aws-sdk/client-cloudformation';
import { tagKeys, workloadsStackName } from '@eks-practice/infra/names';
import type { AwsSession } from '../session.ts';
import { cloudFormation } from '../stack/stack-state.ts';
import { everyPage } from '../every-page.ts';
import { tagsOf } from './scope.ts';

/** A stage that has a stack, whether stages.ts knows it or not. */
export interface DeployedStage {
  readonly stage: string;
  readonly stackName: string;
  /** CloudFormation's, e.g. `UPDATE_COMPLETE`. */
  readonly status: string;
  readonly lastDeployed: Date;
  /** When its time to live is over; undefined for one that stays. */
  readonly expires?: Date;
}

/** The stages in a cluster, by the tags of their stacks, in the order of their names. */
export async function deployedStages({ region }: AwsSession, cluster: string): Promise<DeployedStage[]> {
  const pages = paginateDescribeStacks({ client: cloudFormation({ region }) }, {});
  const stacks = await everyPage(pages, (page) => page.Stacks);
  const found = stacks.flatMap(({ StackName = '', StackStatus: status = '', Tags, CreationTime, LastUpdatedTime }) => {
    const tags = tagsOf(Tags);
    const stage = tags[tagKeys.stage];
    const isOurs = tags[tagKeys.app] === 'eks-practice' && tags[tagKeys.cluster] === cluster;
    if (stage === undefined || !isOurs || StackName !== workloadsStackName(stage)) return [];
    const lastDeployed = LastUpdatedTime ?? CreationTime ?? new Date();
    return [
      { stage, stackName: StackName, status, lastDeployed, ...expiry(lastDeployed, tags[tagKeys.timeToLiveHours]) },
    ];
  });
  return found.sort((a, b) => a.stage.localeCompare(b.stage));
}

const hour = 3_600_000;

/** A stack without the tag, or with one that is no number of hours, stays. */
function expiry(lastDeployed: Date, hours: string | undefined): Pick<DeployedStage, 'expires'> {
  if (hours === undefined || !/^[1-9]\d{0,4}$/.test(hours)) return {};
  return { expires: new Date(lastDeployed.getTime() + Number(hours) * hour) };
}
