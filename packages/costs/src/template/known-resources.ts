import type { EksCluster } from '@eks-practice/stages/stage';
import { nodeGroups } from './node-groups.ts';
import { isT4g } from '../prices/rates.ts';
import type { Template } from './template.ts';

/** The resource types that lines of an estimate are made of. */
const priced: ReadonlySet<string> = new Set([
  'AWS::EC2::EIP',
  'AWS::EC2::FlowLog',
  'AWS::EC2::NatGateway',
  'AWS::EC2::VPCEndpoint',
  'AWS::ECR::Repository',
  'AWS::EKS::Cluster',
  'AWS::EKS::Nodegroup',
  'AWS::KMS::Key',
  'AWS::Logs::LogGroup',
  'Custom::AWSCDK-EKS-KubernetesResource',
]);

const network = 'part of the network';
const permission = 'permissions are free';
const deployTime =
  'a Lambda function that runs for seconds at a deploy: within the free tier, and thousandths of a cent beyond it';
const inNodes = 'runs on the nodes, which are priced';

/** The resource types that cost nothing by themselves, and why. */
const costsNothing: Readonly<Record<string, string>> = {
  'AWS::Budgets::Budget': 'a budget that only tells is free',
  'AWS::CDK::Metadata': 'no resource',
  'AWS::EC2::InternetGateway': 'free; the data through it is priced',
  'AWS::EC2::LaunchTemplate': 'what it launches is priced',
  'AWS::EC2::Route': network,
  'AWS::EC2::RouteTable': network,
  'AWS::EC2::SecurityGroup': network,
  'AWS::EC2::SecurityGroupEgress': network,
  'AWS::EC2::SecurityGroupIngress': network,
  'AWS::EC2::Subnet': network,
  'AWS::EC2::SubnetRouteTableAssociation': network,
  'AWS::EC2::VPC': network,
  'AWS::EC2::VPCGatewayAttachment': network,
  'AWS::EKS::AccessEntry': permission,
  'AWS::EKS::Addon': inNodes,
  'AWS::EKS::PodIdentityAssociation': permission,
  'AWS::IAM::InstanceProfile': permission,
  'AWS::IAM::ManagedPolicy': permission,
  'AWS::IAM::Policy': permission,
  'AWS::IAM::Role': permission,
  'AWS::KMS::Alias': 'its key is priced',
  'AWS::Lambda::Function': deployTime,
  'AWS::Lambda::LayerVersion': deployTime,
  'AWS::Lambda::Permission': permission,
  'AWS::SNS::Subscription': 'the first 1,000 mails a month are free',
  'AWS::SNS::Topic': 'the first million messages a month are free',
  'AWS::SNS::TopicPolicy': permission,
  'AWS::SSM::Parameter': 'a standard parameter is free',
  'Custom::AWSCDK-EKS-HelmChart': inNodes,
  'Custom::AWSCDK-EKS-KubernetesPatch': 'changes what is priced elsewhere',
  'Custom::ECRAutoDeleteImages': deployTime,
  'Custom::VpcRestrictDefaultSG': network,
};

/** Resources that cost nothing by themselves. */
export interface Free {
  readonly type: string;
  readonly count: number;
  readonly reason: string;
}

/** Resources that an estimate says nothing of. */
export interface Unpriced {
  /** A resource type, or an instance type. */
  readonly type: string;
  readonly count: number;
}

type Templates = readonly (Template | undefined)[];

/** What of the templates costs nothing by itself. */
export function freeIn(templates: Templates): Free[] {
  return counted(typesIn(templates).filter((type) => Object.hasOwn(costsNothing, type))).map(({ type, count }) => ({
    type,
    count,
    reason: costsNothing[type] ?? '',
  }));
}

/** What of the templates is neither priced nor known to cost nothing, so that no estimate is silently too low. */
export function unpricedIn(templates: Templates, cluster: EksCluster): Unpriced[] {
  const types = typesIn(templates).filter((type) => !priced.has(type) && !Object.hasOwn(costsNothing, type));
  const instances = templates
    .flatMap((template) => nodeGroups(template, cluster))
    .map(({ instanceType }) => instanceType)
    .filter((instanceType) => !isT4g(instanceType));
  return counted([...types, ...instances]);
}

function typesIn(templates: Templates): string[] {
  return templates.flatMap((template) => Object.values(template?.Resources ?? {})).map(({ Type }) => Type);
}

function counted(types: readonly string[]): { type: string; count: number }[] {
  return [...Map.groupBy(types, (type) => type)].map(([type, all]) => ({ type, count: all.length }));
}
