import { Stack } from 'aws-cdk-lib';
import type * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acceptFinding } from '../accepted-finding.ts';
import { clusterAutoscalerChart, clusterAutoscalerImageTag } from './add-on-versions.ts';
import { releaseChart, sizeOf } from './chart-release.ts';
import { associatePodRole, podRole } from './pod-identity.ts';

/** Calls that have no resource to be narrowed to, and change nothing. */
const reading = [
  'autoscaling:DescribeAutoScalingGroups',
  'autoscaling:DescribeAutoScalingInstances',
  'autoscaling:DescribeLaunchConfigurations',
  'autoscaling:DescribeScalingActivities',
  'ec2:DescribeImages',
  'ec2:DescribeInstanceTypes',
  'ec2:DescribeLaunchTemplateVersions',
  'ec2:GetInstanceTypesFromInstanceRequirements',
  'eks:DescribeNodegroup',
];

export interface NodeAutoscalerProps {
  readonly cluster: eks.Cluster;
  readonly clusterName: string;
}

/** Cluster Autoscaler: adds a node when a pod finds no room, and takes one away that is hardly used. */
export class NodeAutoscaler extends Construct {
  constructor(scope: Construct, id: string, { cluster, clusterName }: NodeAutoscalerProps) {
    super(scope, id);
    const name = clusterAutoscalerChart.chart;
    const role = podRole(this, 'Role', {
      clusterName,
      serviceAccount: name,
      description: `The Cluster Autoscaler of the cluster ${clusterName}.`,
    });
    // The actions are those that the project's README has for AWS with discovery by tags.
    role.addToPolicy(new iam.PolicyStatement({ actions: reading, resources: ['*'] }));
    role.addToPolicy(
      new iam.PolicyStatement({
        actions: ['autoscaling:SetDesiredCapacity', 'autoscaling:TerminateInstanceInAutoScalingGroup'],
        resources: ['*'],
        // EKS puts this tag on the groups of the cluster's nodes.
        conditions: { StringEquals: { [`aws:ResourceTag/k8s.io/cluster-autoscaler/${clusterName}`]: 'owned' } },
      }),
    );
    acceptFinding(role, {
      rule: 'IAM5',
      findings: ['Resource::*'],
      because:
        'The calls that describe have no resource. Those that change one ask for the tag of this cluster: the group gets its name when EKS makes it.',
    });
    const association = associatePodRole(this, 'Association', { cluster, serviceAccount: name, role });

    const release = releaseChart(this, {
      cluster,
      chart: clusterAutoscalerChart,
      values: {
        fullnameOverride: name,
        image: { tag: clusterAutoscalerImageTag },
        awsRegion: Stack.of(this).region,
        autoDiscovery: { clusterName },
        rbac: { serviceAccount: { name } },
        ...sizeOf(clusterAutoscalerChart, { memoryMiB: 512 }),
        containerSecurityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { drop: ['ALL'] },
          readOnlyRootFilesystem: true,
        },
        // A pod of CoreDNS or of the controllers may be moved: they have budgets, and two replicas where it matters.
        extraArgs: { 'skip-nodes-with-system-pods': false },
      },
    });
    release.node.addDependency(association);
  }
}
