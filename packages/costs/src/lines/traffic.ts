import { publicServices, reachedFrom } from '@eks-practice/catalogue/services';
import type { EksStage } from '@eks-practice/stages/stage';
import { type Assumptions, hoursPerMonth } from '../assumptions.ts';
import { type Range, product, sum } from '../range.ts';

/** What a stage's users make of its network in a month. */
export interface Traffic {
  /** Data to the internet. */
  readonly internetGb: Range;
  /** Data between zones, counted where it leaves and where it arrives, as it is billed. */
  readonly crossZoneGb: Range;
  /** The load balancers' capacity units, in hours. */
  readonly lcuHours: Range;
}

/**
 * The traffic of a stage whose pods are spread evenly over the zones, and which do not prefer their own.
 * @param zones how many there are
 */
export function trafficOf({ ingress }: Pick<EksStage, 'ingress'>, zones: number, assumed: Assumptions): Traffic {
  const requests = product(assumed.requestsPerSecond, 3600 * hoursPerMonth);
  const answersGb = product(requests, assumed.answerKb, 1e-6);
  const bothWaysGb = sum([answersGb, product(requests, assumed.requestKb, 1e-6)]);
  // A network load balancer's own way to a pod in another zone is billed, an application load balancer's is not.
  const hops = callsPerRequest() + (ingress === 'nlb' ? 1 : 0);
  const otherZone = (zones - 1) / zones;
  return {
    internetGb: answersGb,
    crossZoneGb: product(bothWaysGb, hops, otherZone, 2),
    lcuHours: largest(product(assumed.requestsPerSecond, hoursPerMonth / newConnections[ingress]), bothWaysGb),
  };
}

/**
 * New connections a second in one capacity unit. Every request is taken for a connection, as in the load test. The other measures are
 * 1 GB an hour, and open connections and rules, of which these services have few.
 * Source: https://aws.amazon.com/elasticloadbalancing/pricing/
 */
export const newConnections = { nlb: 800, alb: 25 } as const;

/** How many calls between services one request leads to, on average over the public ones. */
function callsPerRequest(): number {
  const calls = publicServices.map(({ name }) => reachedFrom(name).size - 1);
  return calls.reduce((all, each) => all + each, 0) / calls.length;
}

/** A capacity unit is billed by its measure that is used most. */
function largest(one: Range, other: Range): Range {
  return { atRest: Math.max(one.atRest, other.atRest), atMost: Math.max(one.atMost, other.atMost) };
}
