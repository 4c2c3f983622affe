import { kubernetesMinor } from '@eks-practice/stages/kubernetes-version';
import { expect, test } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import { clusterTemplate } from './cluster-under-test.ts';

const dev = clusterTemplate('dev');
const production = clusterTemplate('production');

test('runs the version of everything else, and never passes into extended support by itself', () => {
  dev.hasResourceProperties('AWS::EKS::Cluster', {
    Name: 'dev',
    Version: kubernetesMinor,
    UpgradePolicy: { SupportType: 'STANDARD' },
    ComputeConfig: { Enabled: false },
    BootstrapSelfManagedAddons: false,
  });
});

test('kubectl is of the cluster’s own version', () => {
  dev.hasResourceProperties('AWS::Lambda::LayerVersion', {
    Description: Match.stringLikeRegexp(`^/opt/kubectl/kubectl ${kubernetesMinor.replace('.', '\\.')}\\.`),
  });
});

test('nobody administers it for having made it, and access is stated in AWS alone', () => {
  dev.hasResourceProperties('AWS::EKS::Cluster', {
    AccessConfig: { AuthenticationMode: 'API', BootstrapClusterCreatorAdminPermissions: false },
  });
});

test('the API is reached from the named ranges, and from the VPC without leaving it', () => {
  const ranges = ['192.0.2.0/24', '198.51.100.7/32'];
  clusterTemplate('dev', { apiAllowedCidrs: ranges }).hasResourceProperties('AWS::EKS::Cluster', {
    ResourcesVpcConfig: { EndpointPrivateAccess: true, EndpointPublicAccess: true, PublicAccessCidrs: ranges },
  });
  const functions = Object.values(dev.findResources('AWS::Lambda::Function'));
  expect(functions).toHaveLength(2);
  for (const { Properties } of functions) {
    expect(JSON.stringify((Properties as { VpcConfig: unknown }).VpcConfig)).toContain('PrivateSubnet');
  }
});

test('all five logs go into a group that is there before, and that ends', () => {
  dev.hasResource('AWS::EKS::Cluster', {
    Properties: {
      Logging: {
        ClusterLogging: {
          EnabledTypes: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'].map((Type) => ({ Type })),
        },
      },
    },
    DependsOn: Match.arrayWith([Match.stringLikeRegexp('^ControlPlaneLogs')]),
  });
  dev.hasResourceProperties('AWS::Logs::LogGroup', { LogGroupName: '/aws/eks/dev/cluster', RetentionInDays: 14 });
  production.hasResourceProperties('AWS::Logs::LogGroup', {
    LogGroupName: '/aws/eks/production/cluster',
    RetentionInDays: 90,
  });
});

test('no log is kept for ever', () => {
  for (const { Properties } of Object.values(production.findResources('AWS::Logs::LogGroup'))) {
    expect(Properties).toHaveProperty('RetentionInDays');
  }
  for (const { Properties } of Object.values(production.findResources('AWS::Lambda::Function'))) {
    expect(Properties).toHaveProperty('LoggingConfig.LogGroup');
  }
});

test('secrets are encrypted with a key of the cluster where it says so', () => {
  production.hasResourceProperties('AWS::EKS::Cluster', {
    EncryptionConfig: [
      { Resources: ['secrets'], Provider: { KeyArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('SecretsKey'), 'Arn'] } } },
    ],
  });
  production.allResourcesProperties('AWS::KMS::Key', { EnableKeyRotation: true });
  dev.hasResourceProperties('AWS::EKS::Cluster', { EncryptionConfig: Match.absent() });
});

test.each([
  ['dev', dev, false, 'Delete'],
  ['production', production, true, 'RetainExceptOnCreate'],
])('%s: protection', (_, template, isProtected, policy) => {
  template.hasResourceProperties('AWS::EKS::Cluster', { DeletionProtection: isProtected });
  template.hasResource('AWS::Logs::LogGroup', {
    Properties: { LogGroupName: Match.stringLikeRegexp('^/aws/eks/') },
    DeletionPolicy: policy,
  });
});

test('the function that applies objects may ask where its own cluster is, and read no images', () => {
  dev.hasResourceProperties('AWS::IAM::Role', {
    Description: 'Applies Kubernetes objects to the cluster dev.',
    ManagedPolicyArns: [
      { 'Fn::Join': ['', Match.arrayWith([':iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole'])] },
    ],
    Policies: [
      {
        PolicyDocument: {
          Statement: [
            {
              Action: 'eks:DescribeCluster',
              Resource: { 'Fn::Join': ['', Match.arrayWith([':cluster/dev'])] },
            },
          ],
        },
      },
    ],
  });
  expect(JSON.stringify(dev.findResources('AWS::IAM::Role'))).not.toContain('RegistryReadOnly');
});
