import { kubernetesMinor } from '@eks-practice/stages/kubernetes-version';
import { expect, test } from '@jest/globals';
import { Tags } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { tagKeys } from '../names.ts';
import { clusterStack, clusterTemplate, eksCluster, oneResource } from './cluster-under-test.ts';

const dev = clusterTemplate('dev');
const { nodes } = eksCluster('dev');

function launchTemplate(template: Template): Record<string, unknown> {
  const { Properties } = oneResource(template, 'AWS::EC2::LaunchTemplate');
  return Properties.LaunchTemplateData as Record<string, unknown>;
}

test.each([
  ['dev', 't4g.medium', 2, 4, 2],
  ['production', 't4g.large', 3, 9, 3],
])('%s: %s, from %d to %d, over %d zones', (name, type, min, max, zones) => {
  const { Properties } = oneResource(clusterTemplate(name), 'AWS::EKS::Nodegroup');
  expect(Properties).toMatchObject({
    AmiType: 'AL2023_ARM_64_STANDARD',
    Version: kubernetesMinor,
    InstanceTypes: [type],
    ScalingConfig: { MinSize: min, DesiredSize: min, MaxSize: max },
    UpdateConfig: { MaxUnavailable: 1 },
    ForceUpdateEnabled: false,
  });
  expect(Properties.Subnets).toHaveLength(zones);
});

test('no pod reaches the node’s credentials, and no client without a session token', () => {
  expect(launchTemplate(dev)).toMatchObject({
    MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
  });
});

test('the disk is encrypted and as large as stated', () => {
  expect(launchTemplate(clusterTemplate('dev', { nodes: { ...nodes, diskGiB: 47 } }))).toMatchObject({
    BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { Encrypted: true, VolumeSize: 47, VolumeType: 'gp3' } }],
  });
});

test.each(['standard', 'unlimited'] as const)('the credits are stated: %s', (cpuCredits) => {
  expect(launchTemplate(clusterTemplate('dev', { nodes: { ...nodes, cpuCredits } }))).toMatchObject({
    CreditSpecification: { CpuCredits: cpuCredits },
  });
});

test('prefixes go with the number of pods that the kubelet is told, and neither without', () => {
  const delegated = clusterTemplate('dev', { nodes: { ...nodes, prefixDelegation: true } });
  const { UserData } = launchTemplate(delegated) as { UserData: { 'Fn::Base64': string } };
  expect(UserData['Fn::Base64']).toMatch(/^Content-Type: multipart\/mixed; boundary=/);
  expect(UserData['Fn::Base64']).toContain('Content-Type: application/node.eks.aws');
  expect(UserData['Fn::Base64']).toContain('"kubelet":{"config":{"maxPods":110}}');
  const cni = (template: Template): unknown => oneResource(template, 'AWS::EKS::Addon', 'vpc-cni').Properties;
  expect(cni(delegated)).toMatchObject({ ConfigurationValues: expect.stringContaining('DELEGATION":"true"') });

  expect(launchTemplate(dev)).not.toHaveProperty('UserData');
  expect(cni(dev)).toMatchObject({ ConfigurationValues: expect.stringContaining('DELEGATION":"false"') });
});

test('a node may pull images and be a node; giving out addresses is not its business', () => {
  dev.hasResourceProperties('AWS::IAM::Role', {
    Description: 'The nodes of the cluster dev.',
    ManagedPolicyArns: ['AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryPullOnly'].map((policy) => ({
      'Fn::Join': ['', Match.arrayWith([`:iam::aws:policy/${policy}`])],
    })),
    Policies: Match.absent(),
  });
});

test('instances and volumes bear the tags of their stack, which they do not inherit from the node group', () => {
  const stack = clusterStack('dev');
  Tags.of(stack).add(tagKeys.cluster, 'dev');
  const { TagSpecifications } = launchTemplate(Template.fromStack(stack));
  const tags = expect.arrayContaining([{ Key: tagKeys.cluster, Value: 'dev' }]) as unknown;
  expect(TagSpecifications).toEqual(['instance', 'volume'].map((type) => ({ ResourceType: type, Tags: tags })));
});
