import { DescribeImagesCommand, DescribeRepositoriesCommand, ECRClient } from '@aws-sdk/client-ecr';
import type { EksStage } from '@eks-practice/stages/stage';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { afterEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { pushProgress } from './registry-push.ts';
import { missingImages, pushImages, requireRepositories } from './registry.ts';

const dev = stageNamed('dev') as EksStage;
const session = { account: '123456789012', region: 'eu-central-1', callerArn: 'arn:aws:iam::123456789012:user/x' };
const ecr = mockClient(ECRClient);

afterEach(() => void ecr.reset());

function refusal(name: string): Error {
  return Object.assign(new Error(name), { name });
}

test('every repository that is missing is named at once, with what makes them', async () => {
  ecr.on(DescribeRepositoriesCommand).rejects(refusal('RepositoryNotFoundException'));
  await expect(requireRepositories(session, dev)).rejects.toMatchObject({
    code: 'repository-missing',
    message: expect.stringMatching(/dev\/user-api and none dev\/api\.$/),
    remedy: expect.stringContaining('npx eks-practice cluster deploy dev'),
  });
  ecr.on(DescribeRepositoriesCommand).resolves({});
  await expect(requireRepositories(session, dev)).resolves.toBeUndefined();
});

test('an image is missing where its tag or its repository is; another error is one', async () => {
  ecr.on(DescribeImagesCommand).rejects(refusal('RepositoryNotFoundException'));
  ecr.on(DescribeImagesCommand, { repositoryName: 'dev/api', imageIds: [{ imageTag: 'a' }] }).resolves({});
  ecr
    .on(DescribeImagesCommand, { repositoryName: 'dev/api', imageIds: [{ imageTag: 'b' }] })
    .rejects(refusal('ImageNotFoundException'));
  expect(await missingImages(session, dev, { api: 'a' })).toEqual([]);
  expect(await missingImages(session, dev, { api: 'b', 'user-api': 'c' })).toEqual(['api', 'user-api']);
  ecr.on(DescribeImagesCommand).rejects(refusal('AccessDeniedException'));
  await expect(missingImages(session, dev, { api: 'z' })).rejects.toMatchObject({ code: 'access-denied' });
});

test('what the registry has is not sent again, and needs no password', async () => {
  ecr.on(DescribeImagesCommand).resolves({});
  const images = { api: 'eks-practice/api:a', 'user-api': 'eks-practice/user-api:u' };
  expect(await pushImages(session, dev, images, () => undefined)).toEqual({ api: 'a', 'user-api': 'u' });
  expect(ecr.commandCalls(DescribeImagesCommand)).toHaveLength(2);
  expect(ecr.calls()).toHaveLength(2);
});

test('progress is told in megabytes of what is on its way', () => {
  const layers = [
    { current: 30_600_000, total: 40_000_000 },
    { current: 0, total: 14_200_000 },
  ];
  expect(pushProgress(layers)).toBe('31 of 54 MB');
});
