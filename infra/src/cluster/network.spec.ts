import { expect, test } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import { clusterTemplate } from './cluster-under-test.ts';

const dev = clusterTemplate('dev');
const three = clusterTemplate('dev', { availabilityZones: 3, natGateways: 3, ecrEndpoints: true });

function subnets(template: typeof dev): { readonly cidr: string; readonly zone: unknown; readonly tags: string }[] {
  return Object.values(template.findResources('AWS::EC2::Subnet')).map(({ Properties }) => {
    const { CidrBlock, AvailabilityZone, Tags } = Properties as Record<string, unknown>;
    return { cidr: CidrBlock as string, zone: AvailabilityZone, tags: JSON.stringify(Tags) };
  });
}

test.each([
  ['two', dev, 2],
  ['three', three, 3],
])('%s zones are as many in the region that is deployed to, which nobody has to ask about', (_, template, count) => {
  const zones = new Set(subnets(template).map(({ zone }) => JSON.stringify(zone)));
  const wanted = Array.from({ length: count }, (_, n) => JSON.stringify({ 'Fn::Select': [n, { 'Fn::GetAZs': '' }] }));
  expect([...zones].sort()).toEqual(wanted);
  expect(subnets(template)).toHaveLength(2 * count);
});

test('a third zone moves no subnet', () => {
  const before = subnets(dev).map(({ cidr, zone }) => ({ cidr, zone }));
  expect(subnets(three).map(({ cidr, zone }) => ({ cidr, zone }))).toEqual(expect.arrayContaining(before));
});

test('the load balancer controller finds the public subnets for what faces the internet, the private ones for the rest', () => {
  const found = subnets(three).map(({ cidr, tags }) => ({
    cidr,
    internetFacing: tags.includes('"kubernetes.io/role/elb"'),
    internal: tags.includes('"kubernetes.io/role/internal-elb"'),
  }));
  const row = (cidr: string, internetFacing: boolean) => ({ cidr, internetFacing, internal: !internetFacing });
  expect(found.sort((a, b) => a.cidr.localeCompare(b.cidr))).toEqual([
    row('10.192.0.0/18', false),
    row('10.192.128.0/18', false),
    row('10.192.192.0/22', true),
    row('10.192.196.0/22', true),
    row('10.192.200.0/22', true),
    row('10.192.64.0/18', false),
  ]);
});

test.each([
  [1, 2],
  [2, 2],
  [1, 3],
  [3, 3],
])('%d NAT gateways for %d zones', (natGateways, availabilityZones) => {
  const template = clusterTemplate('dev', { natGateways, availabilityZones });
  template.resourceCountIs('AWS::EC2::NatGateway', natGateways);
  template.resourceCountIs('AWS::EC2::EIP', natGateways);
});

test('image layers never pay the NAT gateway, the rest of the registry only where a cluster says so', () => {
  dev.resourceCountIs('AWS::EC2::VPCEndpoint', 1);
  dev.hasResourceProperties('AWS::EC2::VPCEndpoint', { VpcEndpointType: 'Gateway' });
  for (const service of ['ecr.api', 'ecr.dkr']) {
    three.hasResourceProperties('AWS::EC2::VPCEndpoint', {
      ServiceName: `com.amazonaws.eu-central-1.${service}`,
      VpcEndpointType: 'Interface',
      PrivateDnsEnabled: true,
      SubnetIds: Match.arrayWith([{ Ref: Match.stringLikeRegexp('Private') }]),
    });
  }
  const ingress = { CidrIp: '10.192.0.0/16', FromPort: 443, ToPort: 443, IpProtocol: 'tcp' };
  three.resourcePropertiesCountIs('AWS::EC2::SecurityGroup', { SecurityGroupIngress: [Match.objectLike(ingress)] }, 2);
});

test('what the network refused is logged, for two weeks', () => {
  dev.hasResourceProperties('AWS::EC2::FlowLog', { TrafficType: 'REJECT', ResourceType: 'VPC' });
  dev.hasResource('AWS::Logs::LogGroup', { Properties: { RetentionInDays: 14 }, DeletionPolicy: 'Delete' });
});
