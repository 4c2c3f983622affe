/** The clients of AWS services that this repository asks, the toolkit that deploys CDK apps, and what signs a token. */
export const awsSdk = [
  '@aws-cdk/cloudformation-diff',
  '@aws-cdk/toolkit-lib',
  '@aws-crypto/sha256-js',
  '@aws-sdk/client-cloudformation',
  '@aws-sdk/client-cloudwatch-logs',
  '@aws-sdk/client-ec2',
  '@aws-sdk/client-ecr',
  '@aws-sdk/client-eks',
  '@aws-sdk/client-elastic-load-balancing-v2',
  '@aws-sdk/client-resource-groups-tagging-api',
  '@aws-sdk/client-ssm',
  '@aws-sdk/client-sts',
  '@smithy/protocol-http',
  '@smithy/signature-v4',
] as const;
