import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { EksCluster, Named } from '@eks-practice/stages/stage';
import { clusterNamed } from '@eks-practice/stages/stage-named';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { type AwsSession, openSession, requireAccount } from './session.ts';

const found = clusterNamed('dev');
if (found.kind !== 'eks') throw new Error('the tests need a cluster dev on EKS');
const dev: Named<EksCluster> = { ...found, account: '111111111111' };
const session: AwsSession = {
  account: '111111111111',
  region: dev.region,
  callerArn: 'arn:aws:iam::111111111111:user/me',
};
const { AWS_PROFILE, AWS_ACCESS_KEY_ID } = process.env;
beforeEach(() => {
  delete process.env.AWS_PROFILE;
  delete process.env.AWS_ACCESS_KEY_ID;
});
afterEach(() => {
  if (AWS_PROFILE) process.env.AWS_PROFILE = AWS_PROFILE;
  if (AWS_ACCESS_KEY_ID) process.env.AWS_ACCESS_KEY_ID = AWS_ACCESS_KEY_ID;
});

test('a session is of whom AWS says', async () => {
  const sts = mockClient(STSClient);
  sts.on(GetCallerIdentityCommand).resolves({ Account: session.account, Arn: session.callerArn });
  expect(await openSession(dev)).toEqual(session);
  sts.restore();
});

test.each([dev, { ...dev, account: undefined }])('the own account, or any where none is named, is right', (cluster) => {
  expect(() => requireAccount(session, cluster)).not.toThrow();
});

test('another account is refused, with both, the profile and the way out', () => {
  process.env.AWS_PROFILE = 'work';
  const other = { ...session, account: '222222222222', callerArn: 'arn:aws:iam::222222222222:user/me' };
  expect(() => requireAccount(other, dev)).toThrow(
    expect.objectContaining({
      code: 'wrong-account',
      message:
        'The credentials of the profile work belong to account 222222222222 (arn:aws:iam::222222222222:user/me), but ' +
        'cluster dev is in account 111111111111.',
      remedy: expect.stringMatching(/AWS_PROFILE=<profile>.*`account: '222222222222'`/),
    }),
  );
});

test.each([
  [{ ...session, region: 'eu-west-1' }, dev, 'wrong-region', /is in eu-central-1, but AWS was asked in eu-west-1/],
  [
    { ...session, region: 'cn-north-1' },
    { ...dev, region: 'cn-north-1' },
    'wrong-partition',
    /aws, but cn-north-1.*aws-cn/,
  ],
  [{ ...session, callerArn: 'arn:aws-us-gov:iam::1:user/me' }, dev, 'wrong-partition', /aws-us-gov, but eu-central-1/],
])('%j is refused', (asked, cluster, code, message) => {
  expect(() => requireAccount(asked, cluster)).toThrow(
    expect.objectContaining({ code, message: expect.stringMatching(message) }),
  );
});
