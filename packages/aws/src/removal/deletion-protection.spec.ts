import { DescribeClusterCommand, EKSClient, UpdateClusterConfigCommand } from '@aws-sdk/client-eks';
import { silent } from '@eks-practice/machine/progress';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { liftDeletionProtection } from './deletion-protection.ts';

const eks = mockClient(EKSClient);
beforeEach(() => void eks.reset());
const session = { account: '123456789012', region: 'eu-central-1', callerArn: '' };
const waiting = {
  progress: silent,
  signal: new AbortController().signal,
  pace: { everySeconds: 0, atMostSeconds: 60 },
};
const state = (deletionProtection: boolean, status: 'ACTIVE' | 'UPDATING') => ({
  cluster: { deletionProtection, status },
});

test('the protection is lifted, and the update waited for', async () => {
  eks
    .on(DescribeClusterCommand)
    .resolvesOnce(state(true, 'ACTIVE'))
    .resolvesOnce(state(true, 'UPDATING'))
    .resolvesOnce(state(false, 'UPDATING'))
    .resolves(state(false, 'ACTIVE'));
  eks.on(UpdateClusterConfigCommand).resolves({});
  await expect(liftDeletionProtection(session, 'production', waiting)).resolves.toBe(true);
  expect(eks.commandCalls(UpdateClusterConfigCommand)[0]?.args[0].input).toEqual({
    name: 'production',
    deletionProtection: false,
  });
  expect(eks.commandCalls(DescribeClusterCommand)).toHaveLength(4);
});

test('where there is none, or no cluster, nothing is changed', async () => {
  eks.on(DescribeClusterCommand).resolvesOnce(state(false, 'ACTIVE'));
  await expect(liftDeletionProtection(session, 'dev', waiting)).resolves.toBe(false);
  eks.on(DescribeClusterCommand).rejects(Object.assign(new Error(), { name: 'ResourceNotFoundException' }));
  await expect(liftDeletionProtection(session, 'dev', waiting)).resolves.toBe(false);
  expect(eks.commandCalls(UpdateClusterConfigCommand)).toHaveLength(0);
});
