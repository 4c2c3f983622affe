import type { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { adminRoleName, clusterStackName, repositoryName, workloadsStackName } from '../names.ts';

export interface DeliveryScope {
  readonly cluster: string;
  /** The stages, by name; `*` stands for anything, as in `pr-*`. */
  readonly stages: readonly string[];
}

/** A statement of a policy, and where it names resources by a pattern, why. */
export interface Permission {
  readonly statement: iam.PolicyStatement;
  readonly because?: string;
}

/**
 * What the tool does in its own name when it deploys stages, puts them under load and removes them. What the stacks are made of
 * is not here: CloudFormation makes that, through the roles of CDK's bootstrap, which this may assume.
 */
export function deliveryPermissions(stack: Stack, { cluster, stages }: DeliveryScope): Permission[] {
  const { partition, account, region } = stack;
  const own = (service: string, ...names: readonly string[]): string[] =>
    names.map((name) => `arn:${partition}:${service}:${region}:${account}:${name}`);
  const roles = (...names: readonly string[]): string[] =>
    names.map((name) => `arn:${partition}:iam::${account}:role/${name}`);
  const stacksOf = (...names: readonly string[]): string[] =>
    own('cloudformation', ...names.map((name) => `stack/${name}/*`));
  const ofStages = stacksOf(...stages.map(workloadsStackName));
  const parameters = own('ssm', ...stages.map((stage) => `parameter/eks-practice/stages/${stage}/*`));

  return [
    allow('DeployThroughCdk', ['sts:AssumeRole'], roles(...bootstrapRoles.map((role) => bootstrapRole(role, stack)))),
    allow('UseTheKubernetesApi', ['sts:AssumeRole'], roles(adminRoleName(cluster, region))),
    allow('FindTheCluster', ['eks:DescribeCluster'], own('eks', `cluster/${cluster}`)),
    allow('FollowStacks', stackReads, [...stacksOf(clusterStackName(cluster), 'CDKToolkit'), ...ofStages], madeUp),
    allow('RemoveStages', ['cloudformation:DeleteStack'], ofStages, madeUp),
    allow(
      'ReadParameters',
      ['ssm:GetParameter', 'ssm:GetParameterHistory'],
      [...own('ssm', `parameter/eks-practice/${cluster}/*`, 'parameter/cdk-bootstrap/*'), ...parameters],
      'They are named by a prefix, which is theirs alone.',
    ),
    allow(
      'PushImages',
      imageActions,
      own('ecr', `repository/${repositoryName(cluster, '*')}`),
      'Every service has a repository, by the prefix of its cluster.',
    ),
    allow(
      'LookAround',
      lookups,
      ['*'],
      'These know no resources, or find what is not known beforehand; they only read.',
    ),
    ...removals(cluster, own),
  ];
}

const madeUp = "A stack's ARN ends in what CloudFormation makes up.";

const bootstrapRoles = ['deploy-role', 'file-publishing-role', 'lookup-role'];

/** As CDK's bootstrap names its roles, for the qualifier that it has unless it is told another. */
function bootstrapRole(role: string, { account, region }: Stack): string {
  return `cdk-hnb659fds-${role}-${account}-${region}`;
}

const stackReads = [
  'cloudformation:DescribeStackEvents',
  'cloudformation:DescribeStackResources',
  'cloudformation:DescribeStacks',
  'cloudformation:GetTemplate',
  'cloudformation:ListStackResources',
];

const imageActions = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:BatchGetImage',
  'ecr:CompleteLayerUpload',
  'ecr:DescribeImages',
  'ecr:DescribeRepositories',
  'ecr:InitiateLayerUpload',
  'ecr:PutImage',
  'ecr:UploadLayerPart',
];

const lookups = [
  // By tags: the stages of a cluster, and what a removal left behind.
  'cloudformation:DescribeStacks',
  'ec2:DescribeAddresses',
  'ec2:DescribeInstances',
  'ec2:DescribeNatGateways',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeVolumes',
  'ec2:DescribeVpcEndpoints',
  'ec2:DescribeVpcs',
  'ecr:GetAuthorizationToken',
  'elasticloadbalancing:DescribeLoadBalancers',
  'elasticloadbalancing:DescribeTags',
  'elasticloadbalancing:DescribeTargetGroups',
  'tag:GetResources',
];

/** What the load balancer controller made and did not remove itself, known by its tag; and the rules that let that in. */
function removals(cluster: string, own: (service: string, ...names: readonly string[]) => string[]): Permission[] {
  const groups = own('ec2', 'security-group/*');
  const because = 'The names are made up by AWS; a tag says which they are.';
  const made = allow(
    'RemoveLoadBalancers',
    ['ec2:DeleteSecurityGroup', 'elasticloadbalancing:DeleteLoadBalancer', 'elasticloadbalancing:DeleteTargetGroup'],
    [...groups, ...own('elasticloadbalancing', '*')],
    because,
  );
  made.statement.addCondition('StringEquals', { 'aws:ResourceTag/elbv2.k8s.aws/cluster': cluster });
  const rules = allow('RemoveRules', ['ec2:RevokeSecurityGroupIngress'], groups, because);
  // As EKS marks the group that it makes for a cluster.
  rules.statement.addCondition('StringEquals', { [`aws:ResourceTag/kubernetes.io/cluster/${cluster}`]: 'owned' });
  return [made, rules];
}

function allow(sid: string, actions: readonly string[], resources: readonly string[], because?: string): Permission {
  const statement = new iam.PolicyStatement({ sid, actions: [...actions], resources: [...resources] });
  return because === undefined ? { statement } : { statement, because };
}
