import { expect, test } from '@jest/globals';
import { clusterTemplate, oneResource } from './cluster-under-test.ts';

const dev = clusterTemplate('dev');
const admin = oneResource(dev, 'AWS::IAM::Role', 'dev-eu-central-1-admin');

test('the admin role is for whom the account lets have it, and may do nothing in AWS', () => {
  expect(admin.Properties).not.toHaveProperty('ManagedPolicyArns');
  expect(admin.Properties).not.toHaveProperty('Policies');
  expect(JSON.stringify(dev.findResources('AWS::IAM::Policy'))).not.toContain(admin.id);
  expect(admin.Properties.AssumeRolePolicyDocument).toMatchObject({
    Statement: [
      {
        Action: 'sts:AssumeRole',
        Principal: {
          AWS: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }, ':root']] },
        },
      },
    ],
  });
});

test('the admin role and the function that applies objects administer the cluster, and nobody else', () => {
  const entries = Object.values(dev.findResources('AWS::EKS::AccessEntry')).map(({ Properties }) => {
    const { PrincipalArn, AccessPolicies } = Properties as {
      PrincipalArn: { 'Fn::GetAtt': [string, string] };
      AccessPolicies: { AccessScope: object }[];
    };
    expect(AccessPolicies).toHaveLength(1);
    expect(JSON.stringify(AccessPolicies)).toContain(':eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy');
    expect(AccessPolicies[0]?.AccessScope).toEqual({ Type: 'cluster' });
    return PrincipalArn['Fn::GetAtt'][0];
  });
  const kubectl = oneResource(dev, 'AWS::IAM::Role', 'Applies Kubernetes objects');
  expect(entries.sort()).toEqual([admin.id, kubectl.id].sort());
});

test('a stage finds both by their parameters', () => {
  dev.hasResourceProperties('AWS::SSM::Parameter', {
    Name: '/eks-practice/dev/admin-role',
    Value: { 'Fn::GetAtt': [admin.id, 'Arn'] },
  });
  const provider = oneResource(dev, 'AWS::Lambda::Function', 'framework.onEvent');
  dev.hasResourceProperties('AWS::SSM::Parameter', {
    Name: '/eks-practice/dev/kubectl-provider',
    Value: { 'Fn::GetAtt': [provider.id, 'Arn'] },
  });
});
