import { kubernetesMinor } from '@eks-practice/stages/kubernetes-version';
import type { EksCluster, Named } from '@eks-practice/stages/stage';
import { type CfnResource, Tags } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acceptFinding, managedPolicy } from '../accepted-finding.ts';

/** EKS recommends at most 110 pods on a node with fewer than 30 vCPUs, and every t4g has fewer. */
const maxPodsWithPrefixes = 110;

/** Of a node, what its kubelet does with IAM; pods have roles of their own. */
const nodePolicies = ['AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryPullOnly'];

export interface NodesProps {
  readonly cluster: eks.Cluster;
  /** The cluster's name and settings. */
  readonly settings: Named<EksCluster>;
}

/** The managed node group, over all zones: arm64, with an image that EKS keeps up. */
export class Nodes extends Construct {
  constructor(scope: Construct, id: string, { cluster, settings: { name, nodes } }: NodesProps) {
    super(scope, id);
    const role = new iam.Role(this, 'Role', {
      description: `The nodes of the cluster ${name}.`,
      assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'),
      managedPolicies: nodePolicies.map((policy) => iam.ManagedPolicy.fromAwsManagedPolicyName(policy)),
    });
    acceptFinding(role, {
      rule: 'IAM4',
      findings: nodePolicies.map(managedPolicy),
      because: 'EKS documents these two as what a node needs. The network plug-in has a role of its own.',
    });

    const template = new ec2.LaunchTemplate(this, 'Template', {
      requireImdsv2: true,
      // One hop ends at the node: no pod can take the node's credentials. Who needs the region or the VPC is told.
      httpPutResponseHopLimit: 1,
      cpuCredits: nodes.cpuCredits === 'unlimited' ? ec2.CpuCredits.UNLIMITED : ec2.CpuCredits.STANDARD,
      blockDevices: [
        {
          deviceName: '/dev/xvda',
          volume: ec2.BlockDeviceVolume.ebs(nodes.diskGiB, {
            volumeType: ec2.EbsDeviceVolumeType.GP3,
            encrypted: true,
          }),
        },
      ],
      // Without prefixes EKS itself counts the pods by the node's network interfaces.
      ...(nodes.prefixDelegation ? { userData: nodeConfiguration({ maxPods: maxPodsWithPrefixes }) } : {}),
    });
    Tags.of(template).add('Name', `${name}-node`);
    const { ref: templateId } = template.node.defaultChild as ec2.CfnLaunchTemplate;

    const group = new eks.Nodegroup(this, 'Group', {
      // CDK's class does not fit its own interface where an absent property may not be undefined.
      cluster: cluster as eks.ICluster,
      nodeRole: role,
      amiType: eks.NodegroupAmiType.AL2023_ARM_64_STANDARD,
      instanceTypes: [new ec2.InstanceType(nodes.instanceType)],
      subnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      launchTemplateSpec: { id: templateId, version: template.latestVersionNumber },
      minSize: nodes.min,
      maxSize: nodes.max,
      // Only where the group starts: the autoscaler has the say. A deploy that changes min or max goes back to it.
      desiredSize: nodes.min,
      // An update replaces node by node, and waits for pods whose disruption budget says so.
      maxUnavailable: 1,
      forceUpdate: false,
      enableNodeAutoRepair: true,
    });
    // Named, so that an upgrade of the cluster takes the nodes along; the construct has no property for it.
    (group.node.defaultChild as CfnResource).addPropertyOverride('Version', kubernetesMinor);
  }
}

/** What nodeadm, which starts AL2023's kubelet, merges into the configuration that EKS gives it. */
function nodeConfiguration(kubelet: { readonly maxPods: number }): ec2.UserData {
  const configuration = {
    apiVersion: 'node.eks.aws/v1alpha1',
    kind: 'NodeConfig',
    spec: { kubelet: { config: kubelet } },
  };
  const userData = new ec2.MultipartUserData();
  userData.addPart(
    ec2.MultipartBody.fromRawBody({
      contentType: 'application/node.eks.aws',
      body: JSON.stringify(configuration),
    }),
  );
  return userData;
}
