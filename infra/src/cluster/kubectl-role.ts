import { Stack } from 'aws-cdk-lib';
import type { IKubectlProvider } from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { acceptFinding, managedPolicy } from '../accepted-finding.ts';

const basicPolicy = 'service-role/AWSLambdaBasicExecutionRole';
const vpcPolicy = 'service-role/AWSLambdaVPCAccessExecutionRole';

/**
 * Of the function that applies objects: to ask where the cluster is, and to live in the VPC. CDK would add the right to
 * read every image repository, for charts that are stored as images; ours are not.
 */
export function kubectlRole(scope: Construct, clusterName: string): iam.IRole {
  const cluster = Stack.of(scope).formatArn({ service: 'eks', resource: 'cluster', resourceName: clusterName });
  const role = new iam.Role(scope, 'KubectlRole', {
    description: `Applies Kubernetes objects to the cluster ${clusterName}.`,
    assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName(vpcPolicy)],
    inlinePolicies: {
      DescribeCluster: new iam.PolicyDocument({
        statements: [new iam.PolicyStatement({ actions: ['eks:DescribeCluster'], resources: [cluster] })],
      }),
    },
  });
  acceptFinding(role, {
    rule: 'IAM4',
    findings: [managedPolicy(vpcPolicy)],
    because:
      'Lambda documents this policy for a function in a VPC: its network interfaces have no name before they are made.',
  });
  return role.withoutPolicyUpdates();
}

/** What CDK's provider, which calls the function for CloudFormation, brings along. */
export function acceptProviderFindings(provider: IKubectlProvider): void {
  const handler = provider.node.findChild('Handler').node.defaultChild;
  if (!(handler instanceof CfnFunction)) throw new Error('the kubectl provider has no function');
  acceptFinding(provider, {
    rule: 'IAM4',
    findings: [basicPolicy, vpcPolicy].map(managedPolicy),
    because: "They are CDK's: the role of its provider framework, for logs and for the VPC.",
  });
  acceptFinding(provider, {
    rule: 'IAM5',
    findings: [`Resource::<${Stack.of(provider).getLogicalId(handler)}.Arn>:*`],
    because: "CDK's provider framework may invoke every version of its own handler, and nothing else.",
  });
  acceptFinding(provider, {
    rule: 'L1',
    because: 'CDK chooses the runtime of its own handler, by what Lambda offers in the region.',
  });
}
