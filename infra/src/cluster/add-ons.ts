import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acceptFinding, managedPolicy } from '../accepted-finding.ts';
import { type AddOnName, addOnVersions } from './add-on-versions.ts';
import { addOnResolutionSeconds, metricsResolution } from './metrics-resolution.ts';
import { podRole } from './pod-identity.ts';

const cniPolicy = 'AmazonEKS_CNI_Policy';
const cniServiceAccount = 'aws-node';

export interface NodeAddOnsProps {
  readonly cluster: eks.Cluster;
  /** The cluster's name, as data: a role's conditions cannot wait for the cluster. */
  readonly clusterName: string;
  /** Whether the network plug-in gives nodes whole prefixes of addresses. */
  readonly prefixDelegation: boolean;
}

/** What must be there before a node can become ready. */
export class NodeAddOns extends Construct {
  constructor(scope: Construct, id: string, { cluster, clusterName, prefixDelegation }: NodeAddOnsProps) {
    super(scope, id);
    const role = podRole(this, 'CniRole', {
      clusterName,
      serviceAccount: cniServiceAccount,
      description: `The network plug-in of the cluster ${clusterName}.`,
    });
    role.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName(cniPolicy));
    acceptFinding(role, {
      rule: 'IAM4',
      findings: [managedPolicy(cniPolicy)],
      because: 'EKS documents this policy for the plug-in. It is on a role of the plug-in, not on the nodes.',
    });

    const podIdentity = addOn(this, cluster, 'eks-pod-identity-agent');
    const cni = addOn(this, cluster, 'vpc-cni', {
      podIdentityAssociations: [{ serviceAccount: cniServiceAccount, roleArn: role.roleArn }],
      configurationValues: JSON.stringify({
        enableNetworkPolicy: 'true',
        env: { ENABLE_PREFIX_DELEGATION: String(prefixDelegation) },
      }),
    });
    cni.addResourceDependency(podIdentity);
    addOn(this, cluster, 'kube-proxy');
  }
}

export interface PodAddOnsProps {
  readonly cluster: eks.Cluster;
  /** How often metrics-server measures the pods, in seconds. */
  readonly metricsResolutionSeconds: number;
}

/** What runs on the nodes, so that EKS calls it healthy only once there are some. */
export class PodAddOns extends Construct {
  constructor(scope: Construct, id: string, { cluster, metricsResolutionSeconds }: PodAddOnsProps) {
    super(scope, id);
    addOn(this, cluster, 'coredns');
    // The autoscalers' source of CPU figures.
    const metricsServer = addOn(this, cluster, 'metrics-server');
    if (metricsResolutionSeconds === addOnResolutionSeconds) return;
    const resolution = metricsResolution(this, cluster, metricsResolutionSeconds);
    resolution.node.addDependency(metricsServer);
  }
}

function addOn(
  scope: Construct,
  cluster: eks.Cluster,
  name: AddOnName,
  props: Partial<eks.CfnAddonProps> = {},
): eks.CfnAddon {
  return new eks.CfnAddon(scope, name, {
    clusterName: cluster.clusterName,
    addonName: name,
    addonVersion: addOnVersions[name],
    // What somebody changed in the cluster by hand goes back to what is stated here.
    resolveConflicts: 'OVERWRITE',
    ...props,
  });
}
