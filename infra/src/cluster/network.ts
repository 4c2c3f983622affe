import { RemovalPolicy } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

const addresses = '10.192.0.0/16';

/** The most availability zones that a cluster may spread over. */
const maxAvailabilityZones = 3;

export interface NetworkProps {
  /** Over how many availability zones; the stack must know as many. */
  readonly availabilityZones: number;
  /** How many NAT gateways. */
  readonly natGateways: number;
  /** Whether images come through VPC endpoints for ECR. */
  readonly ecrEndpoints: boolean;
}

/**
 * The VPC 10.192.0.0/16: in each zone a public subnet (/22) for load balancers and NAT gateways, and a private one (/18) for
 * nodes and pods, each of which takes an address of it. The space of zones that are not used yet is kept free, so that a third
 * zone moves no subnet. EKS' construct tags the subnets for the load balancer controller.
 */
export class Network extends Construct {
  readonly vpc: ec2.IVpc;

  constructor(scope: Construct, id: string, { availabilityZones, natGateways, ecrEndpoints }: NetworkProps) {
    super(scope, id);
    const vpc = new ec2.Vpc(this, 'Vpc', {
      ipAddresses: ec2.IpAddresses.cidr(addresses),
      maxAzs: availabilityZones,
      reservedAzs: maxAvailabilityZones - availabilityZones,
      natGateways,
      subnetConfiguration: [
        { name: 'Private', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 18 },
        { name: 'Public', subnetType: ec2.SubnetType.PUBLIC, cidrMask: 22, mapPublicIpOnLaunch: false },
      ],
      // Image layers come from S3: through the gateway endpoint they do not pay the NAT gateway's price per GB.
      gatewayEndpoints: { s3: { service: ec2.GatewayVpcEndpointAwsService.S3 } },
    });
    // CDK's classes do not fit its own interfaces where an absent property may not be undefined.
    this.vpc = vpc as ec2.IVpc;
    if (ecrEndpoints) {
      this.addEndpoint('EcrApi', ec2.InterfaceVpcEndpointAwsService.ECR);
      this.addEndpoint('EcrDocker', ec2.InterfaceVpcEndpointAwsService.ECR_DOCKER);
    }
    // What was refused tells of scans and of a security group that is too narrow; what was let through would cost far more.
    this.vpc.addFlowLog('Refused', {
      trafficType: ec2.FlowLogTrafficType.REJECT,
      destination: ec2.FlowLogDestination.toCloudWatchLogs(
        new logs.LogGroup(this, 'FlowLogs', {
          retention: logs.RetentionDays.TWO_WEEKS,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
      ),
    });
  }

  private addEndpoint(id: string, service: ec2.InterfaceVpcEndpointAwsService): void {
    const endpoint = this.vpc.addInterfaceEndpoint(id, { service, open: false });
    endpoint.connections.allowDefaultPortFrom(ec2.Peer.ipv4(addresses), 'the nodes');
  }
}
