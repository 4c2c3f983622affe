import {
  CloudFormationClient,
  DescribeStackEventsCommand,
  type ResourceStatus,
  type StackEvent,
} from '@aws-sdk/client-cloudformation';
import { expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { StackActivity, lastOperation } from './stack-events.ts';
import { firstCause } from './stack-failure.ts';

const StackId = 'arn:stack';

function event(LogicalResourceId: string, ResourceStatus: ResourceStatus, second: number, reason = ''): StackEvent {
  const ofStack = LogicalResourceId === 'stack';
  return {
    ...{ EventId: `${LogicalResourceId}-${ResourceStatus}-${second}`, StackId, StackName: 'stack' },
    ...{ LogicalResourceId, ResourceStatus },
    ResourceStatusReason: reason,
    ResourceType: ofStack ? 'AWS::CloudFormation::Stack' : 'AWS::EKS::Nodegroup',
    PhysicalResourceId: ofStack ? StackId : LogicalResourceId,
    Timestamp: new Date(second * 1000),
  };
}

const newestFirst = [
  event('stack', 'UPDATE_ROLLBACK_FAILED', 9, 'The following resource(s) failed to update: [C].'),
  event('C', 'UPDATE_FAILED', 8, 'the way back failed too'),
  event('A', 'UPDATE_FAILED', 4, 'the cause'),
  // CloudFormation may tell of what it cancels before it tells why.
  event('B', 'UPDATE_FAILED', 3, 'Resource update cancelled'),
  event('A', 'UPDATE_IN_PROGRESS', 2),
  event('stack', 'UPDATE_IN_PROGRESS', 1, 'User Initiated'),
  event('A', 'CREATE_FAILED', 0, 'of an earlier operation'),
];

test('an operation is what happened since it began, over all pages and no more', async () => {
  const mock = mockClient(CloudFormationClient);
  mock
    .on(DescribeStackEventsCommand)
    .resolvesOnce({ StackEvents: newestFirst.slice(0, 3), NextToken: 'more' })
    .resolvesOnce({ StackEvents: newestFirst.slice(3), NextToken: 'endless' })
    .rejects(new Error('asked for too much'));
  const events = await lastOperation({ account: '', region: 'eu-central-1', callerArn: '' }, StackId);
  expect(events.map(({ LogicalResourceId, ResourceStatus }) => `${LogicalResourceId} ${ResourceStatus}`)).toEqual([
    'stack UPDATE_IN_PROGRESS',
    'A UPDATE_IN_PROGRESS',
    'B UPDATE_FAILED',
    'A UPDATE_FAILED',
    'C UPDATE_FAILED',
    'stack UPDATE_ROLLBACK_FAILED',
  ]);
  mock.restore();
});

test('the first cause is the earliest failure that was not a consequence', () => {
  const events = newestFirst.slice(0, -1).toReversed();
  expect(firstCause(events)?.ResourceStatusReason).toBe('the cause');
  expect(firstCause([event('stack', 'DELETE_FAILED', 1, 'only the stack')])?.ResourceStatusReason).toBe(
    'only the stack',
  );
  expect(firstCause([event('A', 'CREATE_COMPLETE', 1)])).toBeUndefined();
});

test.each<[ResourceStatus, string]>([
  ['CREATE_IN_PROGRESS', '0/3 AWS::EKS::Nodegroup A: creating'],
  ['CREATE_COMPLETE', '1/3 AWS::EKS::Nodegroup A: created'],
  ['UPDATE_FAILED', '0/3 AWS::EKS::Nodegroup A: update failed'],
  ['DELETE_COMPLETE', '1/3 AWS::EKS::Nodegroup A: deleted'],
  ['DELETE_SKIPPED', '1/3 AWS::EKS::Nodegroup A: delete skipped'],
])('%s is told as %s', (status, line) => {
  expect(new StackActivity({ total: 3 }).line(event('A', status, 1))).toBe(line);
});

test('a resource counts once, and the stack itself not', () => {
  const activity = new StackActivity();
  activity.line(event('A', 'UPDATE_COMPLETE', 1));
  expect(activity.line(event('A', 'DELETE_COMPLETE', 2))).toBe('1 AWS::EKS::Nodegroup A: deleted');
  expect(activity.line(event('stack', 'UPDATE_COMPLETE', 3))).toBeUndefined();
});
