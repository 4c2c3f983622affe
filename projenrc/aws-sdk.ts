/** The clients of AWS services whose resources the stacks and the tool make. */
export const awsClients = [
  '@aws-sdk/client-cloudformation',
  '@aws-sdk/client-ec2',
  '@aws-sdk/client-ecr',
  '@aws-sdk/client-elastic-load-balancing-v2',
  '@aws-sdk/client-ssm',
] as const;

/** All clients that this repository asks AWS with, the toolkit that deploys CDK apps, and what signs a token. */
export const awsSdk = [
  '@aws-cdk/cloudformation-diff',
  '@aws-cdk/toolkit-lib',
  '@aws-crypto/sha256-js',
  ...awsClients,
  '@aws-sdk/client-cloudwatch-logs',
  '@aws-sdk/client-eks',
  '@aws-sdk/client-resource-groups-tagging-api',
  '@aws-sdk/client-sts',
  '@smithy/protocol-http',
  '@smithy/signature-v4',
] as const;

/** What the CDK app is made with; the kubectl is that of the cluster's Kubernetes version. */
export const cdk = ['@aws-cdk/lambda-layer-kubectl-v36', 'aws-cdk-lib', 'constructs'] as const;
