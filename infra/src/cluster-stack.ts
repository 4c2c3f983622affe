import { KubectlV36Layer } from '@aws-cdk/lambda-layer-kubectl-v36';
import { services } from '@eks-practice/catalogue/services';
import { kubernetesMinor } from '@eks-practice/stages/kubernetes-version';
import type { EksCluster, Named } from '@eks-practice/stages/stage';
import { Stack, type StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { clusterParameters, repositoryName } from './names.ts';

export interface ClusterStackProps extends StackProps {
  /** The cluster's name and settings. */
  readonly cluster: Named<EksCluster>;
}

/** What changes rarely and slowly: the network, the control plane, the nodes and the image repositories. */
export class ClusterStack extends Stack {
  constructor(scope: Construct, id: string, props: ClusterStackProps) {
    super(scope, id, props);
    const { name, nodes, natGateways } = props.cluster;

    const vpc = new ec2.Vpc(this, 'Network', {
      ipAddresses: ec2.IpAddresses.cidr('10.192.0.0/16'),
      maxAzs: props.cluster.availabilityZones,
      natGateways,
      // Image layers come from S3: through the gateway endpoint they do not pay the NAT gateway's price per GB.
      gatewayEndpoints: { s3: { service: ec2.GatewayVpcEndpointAwsService.S3 } },
    });

    const cluster = new eks.Cluster(this, 'Cluster', {
      clusterName: name,
      version: eks.KubernetesVersion.of(kubernetesMinor),
      vpc,
      vpcSubnets: [{ subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }],
      // The construct's default is Auto Mode, which does not offer t4g.
      defaultCapacityType: eks.DefaultCapacityType.NODEGROUP,
      defaultCapacity: 0,
      kubectlProviderOptions: { kubectlLayer: new KubectlV36Layer(this, 'Kubectl') },
    });
    cluster.addNodegroupCapacity('Nodes', {
      instanceTypes: [new ec2.InstanceType(nodes.instanceType)],
      amiType: eks.NodegroupAmiType.AL2023_ARM_64_STANDARD,
      minSize: nodes.min,
      maxSize: nodes.max,
      desiredSize: nodes.min,
    });
    // The autoscalers' source of CPU figures, which EKS does not bring by itself.
    new eks.Addon(this, 'MetricsServer', { cluster, addonName: 'metrics-server' });

    for (const service of services) {
      new ecr.Repository(this, `${service.name}-repository`, {
        repositoryName: repositoryName(name, service.name),
        imageTagMutability: ecr.TagMutability.IMMUTABLE,
        imageScanOnPush: true,
      });
    }

    const parameters = clusterParameters(name);
    const { kubectlProvider } = cluster;
    if (!kubectlProvider) throw new Error('the cluster has no kubectl provider');
    new ssm.StringParameter(this, 'KubectlProvider', {
      parameterName: parameters.kubectlProvider,
      stringValue: kubectlProvider.serviceToken,
    });
  }
}
