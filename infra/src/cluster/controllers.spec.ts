import { systemPods } from '@eks-practice/stages/system-pods';
import { describe, expect, test } from '@jest/globals';
import type { Chart } from './add-on-versions.ts';
import { clusterAutoscalerChart, loadBalancerControllerChart } from './add-on-versions.ts';
import { clusterTemplate, oneResource } from './cluster-under-test.ts';

const dev = clusterTemplate('dev');

/** The values of a chart, each reference as its name. */
function valuesOf(chart: Chart): unknown {
  const { Values } = oneResource(dev, 'Custom::AWSCDK-EKS-HelmChart', `"Chart":"${chart.chart}"`).Properties;
  if (typeof Values === 'string') return JSON.parse(Values);
  const [, parts] = (Values as { 'Fn::Join': [string, (string | { Ref: string })[]] })['Fn::Join'];
  return JSON.parse(parts.map((part) => (typeof part === 'string' ? part : part.Ref)).join(''));
}

describe.each([
  ['aws-load-balancer-controller', loadBalancerControllerChart],
  ['cluster-autoscaler', clusterAutoscalerChart],
])('%s', (serviceAccount, chart) => {
  test('is the pinned chart, and CloudFormation waits for it, but not for an hour', () => {
    const { Properties } = oneResource(dev, 'Custom::AWSCDK-EKS-HelmChart', `"Chart":"${chart.chart}"`);
    expect(Properties).toMatchObject({
      Repository: chart.repository,
      Version: chart.version,
      Release: serviceAccount,
      Namespace: 'kube-system',
      Wait: true,
      Timeout: '600s',
      ServiceTimeout: 960,
    });
  });

  test('has a role that its service account alone can take, in this cluster alone', () => {
    const association = oneResource(dev, 'AWS::EKS::PodIdentityAssociation', serviceAccount);
    const [roleId] = (association.Properties.RoleArn as { 'Fn::GetAtt': [string, string] })['Fn::GetAtt'];
    expect(association.Properties).toMatchObject({ Namespace: 'kube-system', ServiceAccount: serviceAccount });
    expect(dev.findResources('AWS::IAM::Role')[roleId]?.Properties).toMatchObject({
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Action: ['sts:AssumeRole', 'sts:TagSession'],
            Principal: { Service: 'pods.eks.amazonaws.com' },
            Condition: {
              StringEquals: {
                'aws:RequestTag/eks-cluster-name': 'dev',
                'aws:RequestTag/kubernetes-namespace': 'kube-system',
                'aws:RequestTag/kubernetes-service-account': serviceAccount,
              },
            },
          },
        ],
      },
    });
  });

  test('has as many pods, and asks for as much, as the guards count with', () => {
    const counted = systemPods.find(({ name }) => name === serviceAccount);
    expect(counted).toBeDefined();
    expect(valuesOf(chart)).toMatchObject({
      replicaCount: counted?.replicas,
      resources: { requests: { cpu: `${counted?.cpuMillicores}m`, memory: `${counted?.memoryMiB}Mi` } },
    });
  });
});

test('the load balancer controller is told what it would ask the metadata service, which it cannot reach', () => {
  expect(valuesOf(loadBalancerControllerChart)).toMatchObject({
    clusterName: 'dev',
    region: 'eu-central-1',
    vpcId: oneResource(dev, 'AWS::EC2::VPC').id,
    enableServiceMutatorWebhook: false,
    defaultTags: { 'eks-practice:cluster': 'dev' },
  });
});

test('the autoscaler finds the groups of this cluster', () => {
  expect(valuesOf(clusterAutoscalerChart)).toMatchObject({
    awsRegion: 'eu-central-1',
    autoDiscovery: { clusterName: 'dev' },
    rbac: { serviceAccount: { name: 'cluster-autoscaler' } },
  });
});

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

function statementsOf(policy: string): Statement[] {
  const { Properties } = oneResource(dev, 'AWS::IAM::Policy', policy);
  return (Properties.PolicyDocument as { Statement: Statement[] }).Statement;
}

function allowing(policy: string, action: string): Statement[] {
  return statementsOf(policy).filter((statement) => [statement.Action].flat().includes(action));
}

const ownTag = 'aws:ResourceTag/elbv2.k8s.aws/cluster';

test.each([
  ['DeleteLoadBalancer', ownTag],
  ['DeleteTargetGroup', ownTag],
  ['ModifyLoadBalancerAttributes', ownTag],
  ['SetSecurityGroups', ownTag],
  ['CreateLoadBalancer', 'aws:RequestTag/elbv2.k8s.aws/cluster'],
  ['CreateTargetGroup', 'aws:RequestTag/elbv2.k8s.aws/cluster'],
])('the controller may %s only with the tag of its cluster', (action, tag) => {
  const statements = allowing('elasticloadbalancing:CreateLoadBalancer', `elasticloadbalancing:${action}`);
  expect(statements.map(({ Condition }) => Condition?.StringEquals)).toEqual([{ [tag]: 'dev' }]);
});

test.each(['SetDesiredCapacity', 'TerminateInstanceInAutoScalingGroup'])(
  'the autoscaler may %s only in groups of its cluster',
  (action) => {
    const statements = allowing('autoscaling:SetDesiredCapacity', `autoscaling:${action}`);
    expect(statements.map(({ Condition }) => Condition)).toEqual([
      { StringEquals: { 'aws:ResourceTag/k8s.io/cluster-autoscaler/dev': 'owned' } },
    ]);
  },
);

test('a policy without a condition or a resource changes nothing but listeners, rules and security group rules', () => {
  const free = Object.values(dev.findResources('AWS::IAM::Policy'))
    .flatMap(
      ({ Properties }) => (Properties as { PolicyDocument: { Statement: Statement[] } }).PolicyDocument.Statement,
    )
    .filter(({ Resource, Condition }) => Resource === '*' && !Condition)
    .flatMap(({ Action }) => Action)
    .filter((action) => !/:(Describe|Get|List)/.test(action));
  expect(free).not.toHaveLength(0);
  for (const action of free) expect(action).toMatch(/Listener|Rule|SecurityGroupIngress|CreateSecurityGroup/);
});
