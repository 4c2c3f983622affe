import { CloudFormationClient, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { EC2Client } from '@aws-sdk/client-ec2';
import { GetResourcesCommand, ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { leftovers } from './leftovers.ts';

const [cloudFormation, logs] = [mockClient(CloudFormationClient), mockClient(CloudWatchLogsClient)];
const [ec2, tagging] = [mockClient(EC2Client), mockClient(ResourceGroupsTaggingAPIClient)];
const session = { account: '123456789012', region: 'eu-central-1', callerArn: '' };
const noParts = { loadBalancers: [], targetGroups: [], networkInterfaces: [], securityGroups: [] };
const look = async () => noParts;
const arn = (rest: string): { ResourceARN: string } => ({ ResourceARN: `arn:aws:${rest}` });
const at = 'eu-central-1:123456789012';

beforeEach(() => {
  for (const mock of [cloudFormation, logs, ec2, tagging]) mock.reset();
  ec2.onAnyCommand().resolves({});
  logs.on(DescribeLogGroupsCommand).resolves({ logGroups: [] });
  tagging.on(GetResourcesCommand).resolves({ ResourceTagMappingList: [] });
  cloudFormation.on(ListStackResourcesCommand).resolves({ StackResourceSummaries: [] });
});

const resource = (
  ResourceType: string,
  PhysicalResourceId: string,
  ResourceStatus: 'DELETE_SKIPPED' | 'DELETE_COMPLETE',
) => ({
  ...{ ResourceType, PhysicalResourceId, ResourceStatus, LogicalResourceId: 'X' },
  LastUpdatedTimestamp: new Date(0),
});

test('what the stack kept is left, and what it deleted is not, although the index of tags still has it', async () => {
  cloudFormation.on(ListStackResourcesCommand).resolves({
    StackResourceSummaries: [
      resource('AWS::ECR::Repository', 'production/api', 'DELETE_SKIPPED'),
      resource('AWS::KMS::Key', 'kept-key', 'DELETE_SKIPPED'),
      resource('AWS::KMS::Key', 'deleted-key', 'DELETE_COMPLETE'),
    ],
  });
  tagging.on(GetResourcesCommand).resolves({
    ResourceTagMappingList: [
      arn(`ecr:${at}:repository/production/api`),
      arn(`kms:${at}:key/deleted-key`),
      arn(`sns:${at}:alarm`),
      arn(`ec2:${at}:natgateway/nat-1`),
      arn(`cloudformation:${at}:stack/x`),
    ],
  });
  const found = await leftovers(session, { scope: { cluster: 'production' }, look, stackId: 'arn:stack' });
  expect(found.map(({ kind, id }) => [kind, id])).toEqual([
    ['repository', 'production/api'],
    ['kms-key', 'kept-key'],
    ['other', `arn:aws:sns:${at}:alarm`],
  ]);
  expect(found[0]?.command).toBe('aws ecr delete-repository --force --repository-name production/api');
});

test("a cluster's log groups, which carry no tag, are found by their names", async () => {
  const group = { logGroupName: '/aws/eks/dev/cluster', storedBytes: 3 * 2 ** 30 };
  logs.on(DescribeLogGroupsCommand, { logGroupNamePrefix: '/aws/eks/dev/' }).resolves({ logGroups: [group] });
  await expect(leftovers(session, { scope: { cluster: 'dev' }, look })).resolves.toEqual([
    {
      ...{ kind: 'log-group', id: '/aws/eks/dev/cluster', detail: { gib: 3 } },
      command: 'aws logs delete-log-group --log-group-name /aws/eks/dev/cluster',
    },
  ]);
});

test("a stage is asked for by its own tag too, and the cluster's logs are not its", async () => {
  await leftovers(session, { scope: { cluster: 'dev', stage: 'pr-1' }, look });
  expect(tagging.commandCalls(GetResourcesCommand).map(({ args }) => args[0].input.TagFilters)).toEqual([
    [
      { Key: 'eks-practice:app', Values: ['eks-practice'] },
      { Key: 'eks-practice:cluster', Values: ['dev'] },
      { Key: 'eks-practice:stage', Values: ['pr-1'] },
    ],
  ]);
  expect(logs.calls()).toHaveLength(0);
});
