import { services } from '@eks-practice/catalogue/services';
import { expect, test } from '@jest/globals';
import { clusterTemplate, oneResource } from './cluster-under-test.ts';

test.each(['dev', 'production'])('%s: every service has a repository whose tags cannot be moved', (cluster) => {
  const template = clusterTemplate(cluster);
  template.resourceCountIs('AWS::ECR::Repository', services.length);
  for (const { name } of services) {
    template.hasResourceProperties('AWS::ECR::Repository', {
      RepositoryName: `${cluster}/${name}`,
      ImageTagMutability: 'IMMUTABLE',
      ImageScanningConfiguration: { ScanOnPush: true },
    });
  }
});

test('what has no tag goes after a day, and the oldest when there are many', () => {
  const { Properties } = oneResource(clusterTemplate('dev'), 'AWS::ECR::Repository', 'dev/user-api');
  const { LifecyclePolicyText } = Properties.LifecyclePolicy as { LifecyclePolicyText: string };
  expect(JSON.parse(LifecyclePolicyText)).toMatchObject({
    rules: [
      { selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countNumber: 1, countUnit: 'days' } },
      { selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 50 } },
    ],
  });
});

test.each([
  ['dev', 'Delete', true],
  ['production', 'RetainExceptOnCreate', false],
])('%s: when the cluster goes: %s', (cluster, deletionPolicy, emptied) => {
  const repositories = Object.values(clusterTemplate(cluster).findResources('AWS::ECR::Repository'));
  expect(repositories).toHaveLength(services.length);
  for (const { DeletionPolicy, Properties } of repositories) {
    expect(DeletionPolicy).toBe(deletionPolicy);
    expect(Properties).toMatchObject({ EmptyOnDelete: emptied });
  }
});
