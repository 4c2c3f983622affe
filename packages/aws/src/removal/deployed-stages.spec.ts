import { CloudFormationClient, DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { deployedStages } from './deployed-stages.ts';

const cloudFormation = mockClient(CloudFormationClient);
beforeEach(() => void cloudFormation.reset());
const session = { account: '123456789012', region: 'eu-central-1', callerArn: '' };
const made = new Date('2026-11-20T00:00:00Z');
const updated = new Date('2026-11-21T00:00:00Z');

function stack(tags: Readonly<Record<string, string>>, change: Partial<Stack> = {}): Stack {
  const all = {
    'eks-practice:app': 'eks-practice',
    'eks-practice:cluster': 'dev',
    'eks-practice:stage': 'pr-1',
    ...tags,
  };
  const Tags = Object.entries(all).map(([Key, Value]) => ({ Key, Value }));
  return { StackName: 'pr-1-workloads', StackStatus: 'CREATE_COMPLETE', CreationTime: made, Tags, ...change };
}

const timed = { 'eks-practice:time-to-live-hours': '72' };

test.each([
  ['never, without a time to live', stack({}), undefined],
  ['so long after it was made', stack(timed), '2026-11-23T00:00:00.000Z'],
  ['so long after its last deploy', stack(timed, { LastUpdatedTime: updated }), '2026-11-24T00:00:00.000Z'],
  ['never, where the tag is no number of hours', stack({ 'eks-practice:time-to-live-hours': '-1' }), undefined],
])('a stage ends %s', async (_, of, expires) => {
  cloudFormation.on(DescribeStacksCommand).resolves({ Stacks: [of] });
  const [stage] = await deployedStages(session, 'dev');
  expect(stage?.stage).toBe('pr-1');
  expect(stage?.expires?.toISOString()).toBe(expires);
});

test.each([
  ["another's", stack({ 'eks-practice:app': 'another' })],
  ["another cluster's", stack({ 'eks-practice:cluster': 'other' })],
  ["a cluster's", stack({}, { StackName: 'dev-cluster' })],
  ["another stage's, by its name", stack({ 'eks-practice:stage': 'pr-2' })],
  ['without tags', { ...stack({}), Tags: [] }],
])('a stack that is %s is none', async (_, of) => {
  cloudFormation.on(DescribeStacksCommand).resolves({ Stacks: [of] });
  await expect(deployedStages(session, 'dev')).resolves.toEqual([]);
});

test('every page is read', async () => {
  const second = stack({ 'eks-practice:stage': 'dev' }, { StackName: 'dev-workloads' });
  cloudFormation.on(DescribeStacksCommand).resolves({ Stacks: [stack({})], NextToken: 'more' });
  cloudFormation.on(DescribeStacksCommand, { NextToken: 'more' }).resolves({ Stacks: [second] });
  expect((await deployedStages(session, 'dev')).map(({ stage }) => stage)).toEqual(['dev', 'pr-1']);
});
