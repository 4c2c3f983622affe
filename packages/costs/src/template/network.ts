import type { EksCluster } from '@eks-practice/stages/stage';
import { type Template, at, countOf, resourcesOf } from './template.ts';

/** What a cluster's template says of its network. */
export interface Network {
  readonly zones: number;
  readonly natGateways: number;
  readonly publicAddresses: number;
  /** Interface endpoints, each counted once for each of its zones. */
  readonly endpointZones: number;
}

export function networkOf(template: Template | undefined, cluster: EksCluster): Network {
  const publicSubnets = resourcesOf(template, 'AWS::EC2::Subnet').filter(
    ({ MapPublicIpOnLaunch }) => MapPublicIpOnLaunch === true,
  );
  const endpoints = resourcesOf(template, 'AWS::EC2::VPCEndpoint').filter(
    ({ VpcEndpointType }) => VpcEndpointType === 'Interface',
  );
  return {
    // A zone has one public subnet.
    zones: publicSubnets.length || cluster.availabilityZones,
    natGateways: countOf(template, 'AWS::EC2::NatGateway'),
    publicAddresses: countOf(template, 'AWS::EC2::EIP'),
    endpointZones: endpoints.map(subnetCount).reduce((all, each) => all + each, 0),
  };
}

function subnetCount(endpoint: unknown): number {
  const subnets = at(endpoint, 'SubnetIds');
  return Array.isArray(subnets) ? subnets.length : 1;
}
