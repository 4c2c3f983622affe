import { CloudWatchLogsClient, paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs';
import { ResourceGroupsTaggingAPIClient, paginateGetResources } from '@aws-sdk/client-resource-groups-tagging-api';
import { clusterStackName, tagKeys } from '@eks-practice/infra/names';
import type { AwsSession } from '../session.ts';
import { everyPage } from '../every-page.ts';
import type { Leftover, LeftoverKind } from './leftover.ts';
import { leftoversInEc2 } from './leftovers-ec2.ts';
import type { LookForParts } from './load-balancer-parts.ts';
import type { RemovalScope } from './scope.ts';
import { type StackResource, stackResources } from './stack-resources.ts';

export interface LeftoversOptions {
  readonly scope: RemovalScope;
  /** Finds what the load balancer controller made. */
  readonly look: LookForParts;
  /**
   * The ARN of the stack that was deleted, which tells what it kept.
   * @default - there was none
   */
  readonly stackId?: string | undefined;
}

/** What is still in the account and the region of a stage or a cluster after its removal, by its tags and names. */
export async function leftovers(session: AwsSession, options: LeftoversOptions): Promise<Leftover[]> {
  const { scope, look, stackId } = options;
  const resources = stackId === undefined ? [] : await stackResources(session, stackId);
  const found = await Promise.all([
    ofLoadBalancers(look),
    leftoversInEc2(session, scope),
    tagged(session, scope, resources),
    scope.stage === undefined ? logGroups(session, scope.cluster) : [],
  ]);
  const all = [...kept(resources), ...found.flat()];
  return [...new Map(all.map((leftover) => [leftover.id, leftover])).values()];
}

async function ofLoadBalancers(look: LookForParts): Promise<Leftover[]> {
  const { loadBalancers, targetGroups, networkInterfaces, securityGroups } = await look();
  return [
    ...loadBalancers.map(({ arn }) => ({
      ...{ kind: 'load-balancer' as const, id: arn },
      command: `aws elbv2 delete-load-balancer --load-balancer-arn ${arn}`,
    })),
    ...targetGroups.map(({ id }) => ({
      ...{ kind: 'target-group' as const, id },
      command: `aws elbv2 delete-target-group --target-group-arn ${id}`,
    })),
    // AWS's own, and gone when it has come to it.
    ...networkInterfaces.map(({ id }) => ({ kind: 'network-interface' as const, id })),
    ...securityGroups.map(({ id }) => ({
      ...{ kind: 'security-group' as const, id },
      command: `aws ec2 delete-security-group --group-id ${id}`,
    })),
  ];
}

/** What the stack says that it left standing, as its resources' deletion policies wanted. */
function kept(resources: readonly StackResource[]): Leftover[] {
  return resources
    .filter(({ status }) => status === 'DELETE_SKIPPED')
    .map(({ type, physicalId: id }) => ({ kind: kindOfType[type] ?? 'other', id, ...commandFor(type, id) }));
}

const kindOfType: Readonly<Record<string, LeftoverKind>> = {
  'AWS::ECR::Repository': 'repository',
  'AWS::KMS::Key': 'kms-key',
  'AWS::Logs::LogGroup': 'log-group',
};

function commandFor(type: string, id: string): Pick<Leftover, 'command'> {
  if (type === 'AWS::ECR::Repository') {
    return { command: `aws ecr delete-repository --force --repository-name ${id}` };
  }
  if (type === 'AWS::KMS::Key') return { command: `aws kms schedule-key-deletion --key-id ${id}` };
  return type === 'AWS::Logs::LogGroup' ? { command: `aws logs delete-log-group --log-group-name ${id}` } : {};
}

/**
 * What carries our tags besides. AWS's index of tags forgets slowly: what the stack has deleted is left out, such as a KMS
 * key too, which waits for its end and costs nothing.
 */
async function tagged(
  { region }: AwsSession,
  { cluster, stage }: RemovalScope,
  resources: readonly StackResource[],
): Promise<Leftover[]> {
  const client = new ResourceGroupsTaggingAPIClient({ region });
  const TagFilters = [
    { Key: tagKeys.app, Values: ['eks-practice'] },
    { Key: tagKeys.cluster, Values: [cluster] },
    ...(stage === undefined ? [] : [{ Key: tagKeys.stage, Values: [stage] }]),
  ];
  const found = await everyPage(
    paginateGetResources({ client }, { TagFilters }),
    (page) => page.ResourceTagMappingList,
  );
  const deleted = resources.filter(({ status }) => status === 'DELETE_COMPLETE').map(({ physicalId }) => physicalId);
  return found
    .map(({ ResourceARN = '' }) => ResourceARN)
    .filter((arn) => !askedForOtherwise.test(arn) && !deleted.some((id) => id !== '' && named(arn, id)))
    .map(ofArn);
}

/** EC2 and Elastic Load Balancing answer for themselves, and stacks are not what costs. */
const askedForOtherwise = /^arn:[^:]+:(ec2|elasticloadbalancing|cloudformation):/;

function named(arn: string, id: string): boolean {
  return arn === id || arn.endsWith(`:${id}`) || arn.endsWith(`/${id}`);
}

function ofArn(arn: string): Leftover {
  const [, , service, , , ...rest] = arn.split(':');
  const name = rest.join(':');
  const after = (prefix: string): string => name.slice(prefix.length);
  if (service === 'logs') {
    const group = after('log-group:');
    return { kind: 'log-group', id: group, ...commandFor('AWS::Logs::LogGroup', group) };
  }
  if (service === 'kms') return { kind: 'kms-key', id: after('key/'), ...commandFor('AWS::KMS::Key', after('key/')) };
  if (service === 'ecr') {
    const repository = after('repository/');
    return { kind: 'repository', id: repository, ...commandFor('AWS::ECR::Repository', repository) };
  }
  if (service === 'eks' && name.startsWith('cluster/')) {
    const cluster = after('cluster/');
    return { kind: 'eks-cluster', id: cluster, command: `aws eks delete-cluster --name ${cluster}` };
  }
  return { kind: 'other', id: arn };
}

const bytesPerGib = 2 ** 30;

/** AWS makes a log group when something is first logged, untagged and to stay; so these are found by their names. */
async function logGroups({ region }: AwsSession, cluster: string): Promise<Leftover[]> {
  const client = new CloudWatchLogsClient({ region });
  const prefixes = [
    `/aws/eks/${cluster}/`,
    `/aws/lambda/${clusterStackName(cluster)}-`,
    `/aws/containerinsights/${cluster}/`,
  ];
  const found = await Promise.all(
    prefixes.map((logGroupNamePrefix) =>
      everyPage(paginateDescribeLogGroups({ client }, { logGroupNamePrefix }), (page) => page.logGroups),
    ),
  );
  return found.flat().map(({ logGroupName: id = '', storedBytes = 0 }) => ({
    ...{ kind: 'log-group' as const, id, detail: { gib: storedBytes / bytesPerGib } },
    ...commandFor('AWS::Logs::LogGroup', id),
  }));
}
