import { stageNamed } from '@eks-practice/stages/stage-named';
import { expect, test } from '@jest/globals';
import { headerText } from './header.ts';

test('a stage on EKS is announced with whose account it is in, a local one with this machine', () => {
  const session = { account: '123456789012', region: 'eu-central-1', callerArn: 'arn:aws:iam::123456789012:user/me' };
  expect(headerText(stageNamed('dev'), session)).toMatch(
    /^App +eks-practice\nStage +dev\nCluster +dev \(Kubernetes [\d.]+ on EKS\)\nRegion +eu-central-1\nAccount +123456789012 \(arn:.*\/me\)$/,
  );
  expect(headerText(stageNamed('local'))).toMatch(
    /^App .*\nStage +local\nCluster +local \(.* in Docker on this machine\)$/,
  );
});
