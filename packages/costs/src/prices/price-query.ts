import { type RateName, type T4gType, isT4g, rates } from './rates.ts';

/** What the AWS Price List is asked for a rate, and which of the products that it answers with is meant. */
export interface PriceQuery {
  /** @see https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-price-list-query-api.html */
  readonly serviceCode: string;
  /** Attributes that the product has, beside its region. */
  readonly attributes: Readonly<Record<string, string>>;
  /**
   * The attribute that holds the region's code.
   * @default 'regionCode'
   */
  readonly regionAttribute?: string;
  /** The end of the product's usage type: what comes before it is the region, in AWS's shorthand, or nothing. */
  readonly usageType: string;
}

const network = 'Load Balancer-Network';
const application = 'Load Balancer-Application';

const queries: Readonly<Record<Exclude<RateName, T4gType>, PriceQuery>> = {
  eksCluster: { serviceCode: 'AmazonEKS', attributes: {}, usageType: 'AmazonEKS-Hours:perCluster' },
  eksExtendedSupport: { serviceCode: 'AmazonEKS', attributes: {}, usageType: 'AmazonEKS-Hours:extendedSupport' },
  cpuCredits: {
    serviceCode: 'AmazonEC2',
    attributes: { productFamily: 'CPU Credits', operatingSystem: 'Linux' },
    usageType: 'CPUCredits:t4g',
  },
  gp3: { serviceCode: 'AmazonEC2', attributes: { volumeApiName: 'gp3' }, usageType: 'EBS:VolumeUsage.gp3' },
  natGateway: {
    serviceCode: 'AmazonEC2',
    attributes: { productFamily: 'NAT Gateway' },
    usageType: 'NatGateway-Hours',
  },
  natGatewayGb: {
    serviceCode: 'AmazonEC2',
    attributes: { productFamily: 'NAT Gateway' },
    usageType: 'NatGateway-Bytes',
  },
  publicIpv4: { serviceCode: 'AmazonVPC', attributes: {}, usageType: 'PublicIPv4:InUseAddress' },
  interfaceEndpoint: {
    serviceCode: 'AmazonVPC',
    attributes: { productFamily: 'VpcEndpoint' },
    usageType: 'VpcEndpoint-Hours',
  },
  interfaceEndpointGb: {
    serviceCode: 'AmazonVPC',
    attributes: { productFamily: 'VpcEndpoint' },
    usageType: 'VpcEndpoint-Bytes',
  },
  networkLoadBalancer: {
    serviceCode: 'AWSELB',
    attributes: { productFamily: network },
    usageType: 'LoadBalancerUsage',
  },
  networkLcu: { serviceCode: 'AWSELB', attributes: { productFamily: network }, usageType: 'LCUUsage' },
  applicationLoadBalancer: {
    serviceCode: 'AWSELB',
    attributes: { productFamily: application },
    usageType: 'LoadBalancerUsage',
  },
  applicationLcu: { serviceCode: 'AWSELB', attributes: { productFamily: application }, usageType: 'LCUUsage' },
  crossZoneGb: {
    serviceCode: 'AWSDataTransfer',
    attributes: { transferType: 'IntraRegion' },
    regionAttribute: 'fromRegionCode',
    usageType: 'DataTransfer-Regional-Bytes',
  },
  internetGb: {
    serviceCode: 'AWSDataTransfer',
    attributes: { transferType: 'AWS Outbound' },
    regionAttribute: 'fromRegionCode',
    usageType: 'DataTransfer-Out-Bytes',
  },
  kmsKey: { serviceCode: 'awskms', attributes: {}, usageType: 'KMS-Keys' },
  logsIngestedGb: { serviceCode: 'AmazonCloudWatch', attributes: {}, usageType: 'DataProcessing-Bytes' },
  logsStored: { serviceCode: 'AmazonCloudWatch', attributes: {}, usageType: 'TimedStorage-ByteHrs' },
  ecrStored: { serviceCode: 'AmazonECR', attributes: {}, usageType: 'TimedStorage-ByteHrs' },
  fargateVcpu: { serviceCode: 'AmazonECS', attributes: {}, usageType: 'Fargate-ARM-vCPU-Hours:perCPU' },
  fargateGb: { serviceCode: 'AmazonECS', attributes: {}, usageType: 'Fargate-ARM-GB-Hours' },
};

/** Every rate there is. */
export const rateNames = Object.keys(rates) as RateName[];

export function priceQuery(rate: RateName): PriceQuery {
  return isT4g(rate) ? instanceQuery(rate) : queries[rate];
}

function instanceQuery(instanceType: T4gType): PriceQuery {
  return {
    serviceCode: 'AmazonEC2',
    attributes: {
      instanceType,
      operatingSystem: 'Linux',
      tenancy: 'Shared',
      preInstalledSw: 'NA',
      capacitystatus: 'Used',
    },
    usageType: `BoxUsage:${instanceType}`,
  };
}
