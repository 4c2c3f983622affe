/** What is paid for a thing while it is there, or for a thing that is used. */
export interface Rate {
  /** What one price is for. */
  readonly unit: 'hour' | 'GB' | 'GB-month' | 'month';
  readonly what: string;
  /** AWS's public page with the price. */
  readonly source: string;
}

const page = (path: string): string => `https://aws.amazon.com/${path}/pricing/`;
const onDemand = 'https://aws.amazon.com/ec2/pricing/on-demand/';

/** The rates that an estimate is made of; each has a price in every region of the price table. */
export const rates = {
  eksCluster: { unit: 'hour', what: 'EKS control plane in standard support', source: page('eks') },
  eksExtendedSupport: { unit: 'hour', what: 'EKS control plane in extended support, in all', source: page('eks') },
  't4g.nano': { unit: 'hour', what: 't4g.nano, Linux, on demand', source: onDemand },
  't4g.micro': { unit: 'hour', what: 't4g.micro, Linux, on demand', source: onDemand },
  't4g.small': { unit: 'hour', what: 't4g.small, Linux, on demand', source: onDemand },
  't4g.medium': { unit: 'hour', what: 't4g.medium, Linux, on demand', source: onDemand },
  't4g.large': { unit: 'hour', what: 't4g.large, Linux, on demand', source: onDemand },
  't4g.xlarge': { unit: 'hour', what: 't4g.xlarge, Linux, on demand', source: onDemand },
  't4g.2xlarge': { unit: 'hour', what: 't4g.2xlarge, Linux, on demand', source: onDemand },
  cpuCredits: { unit: 'hour', what: 'a vCPU above the baseline (T4g, unlimited)', source: onDemand },
  gp3: { unit: 'GB-month', what: 'EBS gp3 (3,000 IOPS and 125 MB/s included)', source: page('ebs') },
  natGateway: { unit: 'hour', what: 'NAT gateway', source: page('vpc') },
  natGatewayGb: { unit: 'GB', what: 'data through a NAT gateway', source: page('vpc') },
  publicIpv4: { unit: 'hour', what: 'public IPv4 address', source: page('vpc') },
  interfaceEndpoint: { unit: 'hour', what: 'VPC interface endpoint in one zone', source: page('privatelink') },
  interfaceEndpointGb: { unit: 'GB', what: 'data through an interface endpoint', source: page('privatelink') },
  networkLoadBalancer: { unit: 'hour', what: 'network load balancer', source: page('elasticloadbalancing') },
  networkLcu: { unit: 'hour', what: "network load balancer's capacity unit", source: page('elasticloadbalancing') },
  applicationLoadBalancer: { unit: 'hour', what: 'application load balancer', source: page('elasticloadbalancing') },
  applicationLcu: {
    unit: 'hour',
    what: "application load balancer's capacity unit",
    source: page('elasticloadbalancing'),
  },
  crossZoneGb: { unit: 'GB', what: 'data between zones, in each direction', source: onDemand },
  internetGb: { unit: 'GB', what: 'data to the internet, first 10 TB', source: onDemand },
  kmsKey: { unit: 'month', what: 'KMS key', source: page('kms') },
  logsIngestedGb: { unit: 'GB', what: 'CloudWatch logs, taken in', source: page('cloudwatch') },
  logsStored: { unit: 'GB-month', what: 'CloudWatch logs, kept', source: page('cloudwatch') },
  ecrStored: { unit: 'GB-month', what: 'images in ECR', source: page('ecr') },
  fargateVcpu: { unit: 'hour', what: 'Fargate vCPU, Linux on ARM', source: page('fargate') },
  fargateGb: { unit: 'hour', what: 'Fargate GB of memory, Linux on ARM', source: page('fargate') },
} as const satisfies Readonly<Record<string, Rate>>;

export type RateName = keyof typeof rates;

/** The instance types with a rate. */
export type T4gType = Extract<RateName, `t4g.${string}`>;

export function isT4g(instanceType: string): instanceType is T4gType {
  return instanceType.startsWith('t4g.') && Object.hasOwn(rates, instanceType);
}

/** US dollars for one unit of each rate. */
export type Prices = Readonly<Record<RateName, number>>;
