import { Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';

/** The tag that the controller puts on all it makes; its value is the cluster's name. */
const ownTag = 'elbv2.k8s.aws/cluster';

const loadBalancers = arns(['targetgroup/*/*', 'loadbalancer/net/*/*', 'loadbalancer/app/*/*']);
const listeners = arns([
  'listener/net/*/*/*',
  'listener/app/*/*/*',
  'listener-rule/net/*/*/*',
  'listener-rule/app/*/*/*',
]);
const securityGroups = [`arn:${Aws.PARTITION}:ec2:*:*:security-group/*`];

/** Calls that have no resource to be narrowed to, and change nothing. */
const reading = [
  ...['AccountAttributes', 'Addresses', 'AvailabilityZones', 'CoipPools', 'Instances', 'InternetGateways'].map(
    describeEc2,
  ),
  ...['IpamPools', 'NetworkInterfaces', 'RouteTables', 'SecurityGroups', 'Subnets', 'Tags'].map(describeEc2),
  ...['VpcPeeringConnections', 'Vpcs'].map(describeEc2),
  'ec2:GetCoipPoolUsage',
  'ec2:GetSecurityGroupsForVpc',
  ...['CapacityReservation', 'ListenerAttributes', 'ListenerCertificates', 'Listeners'].map(describeElb),
  ...['LoadBalancerAttributes', 'LoadBalancers', 'Rules', 'SSLPolicies', 'Tags'].map(describeElb),
  ...['TargetGroupAttributes', 'TargetGroups', 'TargetHealth', 'TrustStores'].map(describeElb),
  'acm:DescribeCertificate',
  'acm:ListCertificates',
];

/** What has neither a tag of the cluster nor a name that is known before. */
const untagged = [
  'ec2:AuthorizeSecurityGroupIngress',
  'ec2:RevokeSecurityGroupIngress',
  'ec2:CreateSecurityGroup',
  ...elb(['CreateListener', 'DeleteListener', 'CreateRule', 'DeleteRule', 'ModifyListener', 'ModifyRule']),
  ...elb(['AddListenerCertificates', 'RemoveListenerCertificates', 'SetRulePriorities']),
];

/** What changes or deletes a load balancer, a target group or their security group. */
const ofTheCluster = [
  'ec2:DeleteSecurityGroup',
  ...elb(['DeleteLoadBalancer', 'DeleteTargetGroup', 'ModifyCapacityReservation', 'ModifyIpPools']),
  ...elb(['ModifyListenerAttributes', 'ModifyLoadBalancerAttributes', 'ModifyTargetGroup']),
  ...elb(['ModifyTargetGroupAttributes', 'SetIpAddressType', 'SetSecurityGroups', 'SetSubnets']),
];

/**
 * What the AWS Load Balancer Controller may do, from the policy that its project publishes for v3.5.0
 * (docs/install/iam_policy.json), with two differences: without WAF, Shield, Cognito and server certificates, which are
 * switched off or unused here; and where that policy asks for the controller's tag, this one asks for its value too, so that
 * the controller of one cluster cannot touch the load balancers of another.
 */
export function loadBalancerControllerPolicy(clusterName: string): iam.PolicyStatement[] {
  const madeByIt = { StringEquals: { [`aws:ResourceTag/${ownTag}`]: clusterName } };
  const makingIt = { StringEquals: { [`aws:RequestTag/${ownTag}`]: clusterName } };
  // The tag itself can neither be moved nor be taken away.
  const retagging = { Null: { [`aws:RequestTag/${ownTag}`]: 'true' }, ...madeByIt };
  const everything = ['*'];
  return [
    allow(['iam:CreateServiceLinkedRole'], everything, {
      StringEquals: { 'iam:AWSServiceName': 'elasticloadbalancing.amazonaws.com' },
    }),
    allow(reading, everything),
    allow(untagged, everything),
    allow(['ec2:CreateTags'], securityGroups, {
      StringEquals: { 'ec2:CreateAction': 'CreateSecurityGroup', ...makingIt.StringEquals },
    }),
    allow(['ec2:CreateTags', 'ec2:DeleteTags'], securityGroups, retagging),
    allow(elb(['CreateLoadBalancer', 'CreateTargetGroup']), everything, makingIt),
    allow(ofTheCluster, everything, madeByIt),
    allow(elb(['AddTags', 'RemoveTags']), loadBalancers, retagging),
    allow(elb(['AddTags']), loadBalancers, {
      StringEquals: {
        'elasticloadbalancing:CreateAction': ['CreateTargetGroup', 'CreateLoadBalancer'],
        ...makingIt.StringEquals,
      },
    }),
    allow(elb(['AddTags', 'RemoveTags']), listeners),
    allow(elb(['RegisterTargets', 'DeregisterTargets']), arns(['targetgroup/*/*'])),
  ];
}

function allow(actions: string[], resources: string[], conditions: Record<string, object> = {}): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions, resources, conditions });
}

function arns(resources: readonly string[]): string[] {
  return resources.map((resource) => `arn:${Aws.PARTITION}:elasticloadbalancing:*:*:${resource}`);
}

function elb(actions: readonly string[]): string[] {
  return actions.map((action) => `elasticloadbalancing:${action}`);
}

function describeElb(what: string): string {
  return `elasticloadbalancing:Describe${what}`;
}

function describeEc2(what: string): string {
  return `ec2:Describe${what}`;
}
