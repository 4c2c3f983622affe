import type { Template } from './template.ts';

export interface ClusterTemplateOptions {
  readonly min?: number;
  readonly max?: number;
  readonly instanceType?: string;
  readonly diskGib?: number;
  readonly cpuCredits?: 'standard' | 'unlimited';
  readonly zones?: number;
  readonly natGateways?: number;
  readonly endpoints?: number;
  readonly keys?: number;
  readonly logs?: boolean;
  readonly more?: NonNullable<Template['Resources']>;
}

/** A cluster's template with nothing but what is asked for. */
export function clusterTemplate(options: ClusterTemplateOptions = {}): Template {
  const { min = 2, max = 4, instanceType = 't4g.medium', diskGib = 20, cpuCredits = 'unlimited' } = options;
  const { zones = 2, natGateways = 1, endpoints = 0, keys = 0, logs = false, more = {} } = options;
  const subnets = Array.from({ length: zones }, (_, index) => ({ Ref: `Public${index}` }));
  return {
    Resources: {
      Cluster: {
        Type: 'AWS::EKS::Cluster',
        Properties: logs ? { Logging: { ClusterLogging: { EnabledTypes: [{ Type: 'audit' }] } } } : {},
      },
      Nodes: {
        Type: 'AWS::EKS::Nodegroup',
        Properties: {
          InstanceTypes: [instanceType],
          ScalingConfig: { MinSize: min, MaxSize: max },
          LaunchTemplate: { Id: { Ref: 'Launch' } },
        },
      },
      Launch: {
        Type: 'AWS::EC2::LaunchTemplate',
        Properties: {
          LaunchTemplateData: {
            BlockDeviceMappings: [{ Ebs: { VolumeSize: diskGib } }],
            CreditSpecification: { CpuCredits: cpuCredits },
          },
        },
      },
      ...many('Public', zones, 'AWS::EC2::Subnet', { MapPublicIpOnLaunch: true }),
      ...many('Private', zones, 'AWS::EC2::Subnet', { MapPublicIpOnLaunch: false }),
      ...many('Nat', natGateways, 'AWS::EC2::NatGateway'),
      ...many('Address', natGateways, 'AWS::EC2::EIP'),
      ...many('Endpoint', endpoints, 'AWS::EC2::VPCEndpoint', { VpcEndpointType: 'Interface', SubnetIds: subnets }),
      S3: { Type: 'AWS::EC2::VPCEndpoint', Properties: { VpcEndpointType: 'Gateway' } },
      ...many('Key', keys, 'AWS::KMS::Key'),
      ...many('Repository', 2, 'AWS::ECR::Repository'),
      ...more,
    },
  };
}

/** A stage's template with these Kubernetes objects, as CDK writes them. */
export function workloadsTemplate(...objects: readonly object[]): Template {
  const resources = objects.map((object, index) => [
    `Object${index}`,
    { Type: 'Custom::AWSCDK-EKS-KubernetesResource', Properties: { Manifest: JSON.stringify([object]) } },
  ]);
  return { Resources: Object.fromEntries(resources) };
}

export const publicService = { kind: 'Service', metadata: { name: 'api' }, spec: { type: 'LoadBalancer' } };

/** An Ingress of a group. */
export function ingress(name: string, group?: string): object {
  const annotations = group === undefined ? {} : { 'alb.ingress.kubernetes.io/group.name': group };
  return { kind: 'Ingress', metadata: { name, annotations } };
}

function many(name: string, count: number, type: string, properties: Readonly<Record<string, unknown>> = {}) {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`${name}${index}`, { Type: type, Properties: properties }]),
  );
}
