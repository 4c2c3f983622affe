import { DescribeClusterCommand, EKSClient, ResourceNotFoundException } from '@aws-sdk/client-eks';
import { GetParameterCommand, ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm';
import { isOnEks } from '@eks-practice/stages/stage';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { clusterAccess, clusterState } from './cluster-access.ts';

const eks = mockClient(EKSClient);
const ssm = mockClient(SSMClient);

const stage = stageNamed('dev');
if (!isOnEks(stage)) throw new Error('dev is no longer on EKS');
const { cluster } = stage;
const session = { account: '123456789012', region: 'eu-central-1', callerArn: 'arn:aws:iam::123456789012:user/a' };
const endpoint = 'https://0123.gr7.eu-central-1.eks.amazonaws.com';
const active = { status: 'ACTIVE', endpoint, version: '1.36', certificateAuthority: { data: 'Y2E=' } } as const;
const adminRoleArn = 'arn:aws:iam::123456789012:role/dev-admin';
const said = { message: 'No.', $metadata: {} };

beforeEach(() => {
  eks.reset();
  ssm.reset();
  eks.on(DescribeClusterCommand, { name: 'dev' }).resolves({ cluster: active });
  ssm
    .on(GetParameterCommand, { Name: '/eks-practice/dev/admin-role' })
    .resolves({ Parameter: { Value: adminRoleArn } });
});

test('a cluster is reached at its endpoint, as the role that its stack names', async () => {
  expect(await clusterAccess(session, cluster)).toEqual({
    ...{ clusterName: 'dev', region: 'eu-central-1', version: '1.36', adminRoleArn },
    ...{ endpoint, certificateAuthority: 'Y2E=' },
  });
});

test('a control plane that is being updated can be asked', async () => {
  eks.on(DescribeClusterCommand).resolves({ cluster: { ...active, status: 'UPDATING' } });
  expect(await clusterAccess(session, cluster)).toMatchObject({ endpoint });
  expect(await clusterState(session, cluster)).toEqual({ status: 'UPDATING', answers: true });
});

test('a missing cluster is refused with the command that makes it', async () => {
  eks.on(DescribeClusterCommand).rejects(new ResourceNotFoundException(said));
  await expect(clusterAccess(session, cluster)).rejects.toMatchObject({
    code: 'cluster-missing',
    message: expect.stringMatching(/dev in eu-central-1 of the account 123456789012/),
    remedy: expect.stringContaining('npx eks-practice cluster deploy dev'),
  });
  expect(await clusterState(session, cluster)).toBeUndefined();
});

test.each(['CREATING', 'DELETING', 'FAILED'] as const)('a cluster that is %s is not asked', async (status) => {
  eks.on(DescribeClusterCommand).resolves({ cluster: { name: 'dev', status } });
  await expect(clusterAccess(session, cluster)).rejects.toMatchObject({
    code: 'cluster-not-active',
    message: expect.stringContaining(status),
  });
  expect(await clusterState(session, cluster)).toEqual({ status, answers: false });
});

test('a cluster without the role that its stack makes is not finished', async () => {
  ssm.on(GetParameterCommand).rejects(new ParameterNotFound(said));
  await expect(clusterAccess(session, cluster)).rejects.toMatchObject({
    code: 'cluster-incomplete',
    message: expect.stringContaining('/eks-practice/dev/admin-role'),
  });
});

test('what AWS refuses is not taken for a missing cluster', async () => {
  eks.on(DescribeClusterCommand).rejects(Object.assign(new Error('not you'), { name: 'AccessDeniedException' }));
  await expect(clusterAccess(session, cluster)).rejects.not.toMatchObject({ code: 'cluster-missing' });
});
