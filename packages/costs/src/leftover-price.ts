import { hoursPerMonth } from './assumptions.ts';
import { priceTable } from './prices/price-table.ts';
import { type Prices, isT4g } from './prices/rates.ts';

/** What may be left in an account after a stage or a cluster is gone. */
export type LeftoverKind =
  | 'load-balancer'
  | 'target-group'
  | 'security-group'
  | 'network-interface'
  | 'nat-gateway'
  | 'public-ip'
  | 'vpc'
  | 'vpc-endpoint'
  | 'instance'
  | 'volume'
  | 'eks-cluster'
  | 'log-group'
  | 'repository'
  | 'kms-key';

export interface LeftoverDetail {
  /** Of an instance, e.g. `t4g.medium`. */
  readonly instanceType?: string;
  /**
   * Of a volume its size; of a log group or a repository what it holds; in GiB.
   * @default 1
   */
  readonly gib?: number;
  /**
   * In how many zones an interface endpoint is.
   * @default 1
   */
  readonly zones?: number;
}

/**
 * What a thing that was left behind costs a month in US dollars, only because it is there: without any traffic.
 * @returns undefined where that is not known: a region without prices, or an instance that is no t4g
 */
export function leftoverMonthlyUsd(
  kind: LeftoverKind,
  region: string,
  detail: LeftoverDetail = {},
): number | undefined {
  const prices = Object.hasOwn(priceTable.regions, region) ? priceTable.regions[region] : undefined;
  return prices && monthly[kind](prices, { gib: 1, zones: 1, ...detail });
}

type Sized = LeftoverDetail & { readonly gib: number; readonly zones: number };

const free = (): number => 0;

const monthly: Readonly<Record<LeftoverKind, (prices: Prices, detail: Sized) => number | undefined>> = {
  // Both kinds of load balancer cost the same by the hour.
  'load-balancer': ({ networkLoadBalancer }) => hoursPerMonth * networkLoadBalancer,
  'target-group': free,
  'security-group': free,
  'network-interface': free,
  'nat-gateway': ({ natGateway }) => hoursPerMonth * natGateway,
  'public-ip': ({ publicIpv4 }) => hoursPerMonth * publicIpv4,
  vpc: free,
  'vpc-endpoint': ({ interfaceEndpoint }, { zones }) => hoursPerMonth * zones * interfaceEndpoint,
  instance: (prices, { instanceType = '' }) => (isT4g(instanceType) ? hoursPerMonth * prices[instanceType] : undefined),
  volume: ({ gp3 }, { gib }) => gib * gp3,
  'eks-cluster': ({ eksCluster }) => hoursPerMonth * eksCluster,
  'log-group': ({ logsStored }, { gib }) => gib * logsStored,
  repository: ({ ecrStored }, { gib }) => gib * ecrStored,
  'kms-key': ({ kmsKey }) => kmsKey,
};
