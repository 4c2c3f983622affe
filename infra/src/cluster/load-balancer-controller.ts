import { Stack } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as eks from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { acceptFinding } from '../accepted-finding.ts';
import { tagKeys } from '../names.ts';
import { loadBalancerControllerChart } from './add-on-versions.ts';
import { releaseChart, sizeOf } from './chart-release.ts';
import { loadBalancerControllerPolicy } from './load-balancer-controller-policy.ts';
import { associatePodRole, podRole } from './pod-identity.ts';

export interface LoadBalancerControllerProps {
  readonly cluster: eks.Cluster;
  readonly clusterName: string;
  readonly vpc: ec2.IVpc;
}

/** Makes a load balancer for each Service and Ingress that asks for one. It must outlive them, or they stay. */
export class LoadBalancerController extends Construct {
  constructor(scope: Construct, id: string, { cluster, clusterName, vpc }: LoadBalancerControllerProps) {
    super(scope, id);
    const serviceAccount = loadBalancerControllerChart.chart;
    const role = podRole(this, 'Role', {
      clusterName,
      serviceAccount,
      description: `The AWS Load Balancer Controller of the cluster ${clusterName}.`,
    });
    for (const statement of loadBalancerControllerPolicy(clusterName)) role.addToPolicy(statement);
    acceptFinding(role, {
      rule: 'IAM5',
      findings: [
        'Resource::*',
        'Resource::arn:<AWS::Partition>:ec2:*:*:security-group/*',
        ...['targetgroup/*/*', 'loadbalancer/net/*/*', 'loadbalancer/app/*/*'].map(elbFinding),
        ...['listener/net/*/*/*', 'listener/app/*/*/*'].map(elbFinding),
        ...['listener-rule/net/*/*/*', 'listener-rule/app/*/*/*'].map(elbFinding),
      ],
      because:
        'Load balancers get their names when they are made. What is deleted or changed must bear the tag of this cluster, except for listeners, rules and security group rules, where the published policy has no condition either.',
    });
    const association = associatePodRole(this, 'Association', { cluster, serviceAccount, role });

    const release = releaseChart(this, {
      cluster,
      chart: loadBalancerControllerChart,
      values: {
        clusterName,
        // Without them it asks the node's metadata service, which no pod reaches.
        region: Stack.of(this).region,
        vpcId: vpc.vpcId,
        serviceAccount: { name: serviceAccount },
        ...sizeOf(loadBalancerControllerChart, { memoryMiB: 256 }),
        podDisruptionBudget: { maxUnavailable: 1 },
        // So that what it makes is in the cluster's bill, and found when the cluster goes.
        defaultTags: { [tagKeys.app]: 'eks-practice', [tagKeys.cluster]: clusterName },
        // Our Services name their class. The webhook that would add it stops every Service while the controller is away.
        enableServiceMutatorWebhook: false,
        enableShield: false,
        enableWaf: false,
        enableWafv2: false,
      },
    });
    release.node.addDependency(association);
  }
}

function elbFinding(resource: string): string {
  return `Resource::arn:<AWS::Partition>:elasticloadbalancing:*:*:${resource}`;
}
