import { KubectlV36Layer } from '@aws-cdk/lambda-layer-kubectl-v36';
import { kubernetesMinor } from '@eks-practice/stages/kubernetes-version';
import type { EksCluster, Named } from '@eks-practice/stages/stage';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { SubnetType } from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as kms from 'aws-cdk-lib/aws-kms';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acceptFinding, managedPolicy } from '../accepted-finding.ts';
import { acceptProviderFindings, kubectlRole } from './kubectl-role.ts';
import { removalPolicyOf } from './removal-policy.ts';

export interface ControlPlaneProps {
  readonly cluster: Named<EksCluster>;
  readonly vpc: ec2.IVpc;
}

/** The Kubernetes API and what applies objects to it: no nodes, and of EKS' own add-ons none. */
export class ControlPlane extends Construct {
  readonly cluster: eks.Cluster;
  /** What applies Kubernetes objects: the ARN of a function in the VPC, so that it needs no public endpoint. */
  readonly kubectlProvider: string;

  constructor(scope: Construct, id: string, { cluster: settings, vpc }: ControlPlaneProps) {
    super(scope, id);
    const { name, apiAllowedCidrs, secretEncryption } = settings;

    // EKS would make this group by itself, and keep the logs for ever.
    const logGroup = new logs.LogGroup(this, 'Logs', {
      logGroupName: `/aws/eks/${name}/cluster`,
      retention: settings.protected ? logs.RetentionDays.THREE_MONTHS : logs.RetentionDays.TWO_WEEKS,
      removalPolicy: removalPolicyOf(settings),
    });
    this.cluster = new eks.Cluster(this, 'Cluster', {
      clusterName: name,
      version: eks.KubernetesVersion.of(kubernetesMinor),
      vpc,
      vpcSubnets: [{ subnetType: SubnetType.PRIVATE_WITH_EGRESS }],
      endpointAccess: eks.EndpointAccess.PUBLIC_AND_PRIVATE.onlyFrom(...apiAllowedCidrs),
      clusterLogging: Object.values(eks.ClusterLoggingTypes),
      ...(secretEncryption ? { secretsEncryptionKey: this.secretsKey(settings) } : {}),
      // Who made the cluster is CloudFormation's role, which has nothing to do in it.
      bootstrapClusterCreatorAdminPermissions: false,
      // The add-ons are resources of this stack, with versions.
      bootstrapSelfManagedAddons: false,
      // The construct's default is Auto Mode, which does not offer t4g.
      defaultCapacityType: eks.DefaultCapacityType.NODEGROUP,
      defaultCapacity: 0,
      kubectlProviderOptions: {
        kubectlLayer: new KubectlV36Layer(this, 'Kubectl'),
        role: kubectlRole(this, name),
      },
    });
    this.cluster.node.addDependency(logGroup);
    // It asks whether to add a right to the function's role, which takes none.
    this.node.tryRemoveChild('HasEcrPublic');
    const resource = this.cluster.node.defaultChild as eks.CfnCluster;
    // Extended support costs six times as much and begins by itself.
    resource.upgradePolicy = { supportType: 'STANDARD' };
    resource.deletionProtection = settings.protected;
    this.kubectlProvider = this.configureKubectl();
    acceptFinding(this.cluster.role, {
      rule: 'IAM4',
      findings: [managedPolicy('AmazonEKSClusterPolicy')],
      because: 'EKS documents this policy as the one that its control plane needs.',
    });
  }

  /** The key waits before it is really deleted, which gives the time that keeping it would. */
  private secretsKey({ name, ...settings }: Named<EksCluster>): kms.Key {
    return new kms.Key(this, 'SecretsKey', {
      description: `Encrypts the Kubernetes secrets of the cluster ${name}.`,
      enableKeyRotation: true,
      pendingWindow: Duration.days(settings.protected ? 30 : 7),
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }

  private configureKubectl(): string {
    const { kubectlProvider } = this.cluster;
    if (!kubectlProvider) throw new Error('the cluster has no kubectl provider');
    // Lambda would make a log group for each function by itself, and leave it behind for ever.
    const logGroup = new logs.LogGroup(this, 'KubectlLogs', {
      retention: logs.RetentionDays.TWO_WEEKS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    for (const child of kubectlProvider.node.findAll()) {
      if (child instanceof CfnFunction) child.loggingConfig = { logGroup: logGroup.logGroupName };
    }
    acceptProviderFindings(kubectlProvider);
    return kubectlProvider.serviceToken;
  }
}
