import { publicServices, reachedFrom } from '@eks-practice/catalogue/services';
import { serviceSettings } from '@eks-practice/stages/model';
import { allowedReplicas, mostPercent } from '@eks-practice/stages/scale-out';
import { assumptions, hoursPerMonth } from '../assumptions.ts';
import { type T4gType, isT4g } from '../prices/rates.ts';
import { priceTable } from '../prices/price-table.ts';
import { always } from '../range.ts';
import { t4g, vcpusAboveBaseline } from '../lines/t4g.ts';
import { newConnections, trafficOf } from '../lines/traffic.ts';
import { scaleAssumptions } from './scale-assumptions.ts';

/** Pods of one size, for a rate. */
export interface PodCount {
  readonly service: string;
  /** Cores in use. */
  readonly cores: number;
  /** So that each uses the autoscaler's target. */
  readonly byTarget: number;
  /** The least that are not throttled: each uses its limit. */
  readonly byLimit: number;
}

export interface Sizing {
  readonly requestsPerSecond: number;
  /** With the requests and limits that a service has unless its stage says otherwise. */
  readonly asStated: readonly PodCount[];
  /** With a core for each pod; what nodes and money follow from. */
  readonly corePods: readonly PodCount[];
  /** One in each zone at least. */
  readonly nodes: number;
  /** Of the autoscaler of the first service, from minReplicas, with a core for each pod: at best. */
  readonly scaleOutRounds: number;
  /** Capacity units of the load balancer, by what they are counted by. */
  readonly networkUnits: { readonly newConnections: number; readonly bytes: number };
  readonly applicationUnits: { readonly newConnections: number; readonly bytes: number };
  readonly runners: number;
  /** US dollars a month at that rate all month long, by what it is paid for. */
  readonly monthlyUsd: Readonly<Record<MoneyLine, number>>;
}

export type MoneyLine =
  'nodes' | 'CPU credits' | 'load balancer' | 'between zones' | 'to the internet' | 'control plane and NAT';

const { resources, scaling } = serviceSettings.parse({});

/** What a rate takes. @param cpuMsPerRequest of each service, in milliseconds */
export function sizingFor(requestsPerSecond: number, cpuMsPerRequest: Readonly<Record<string, number>>): Sizing {
  const entry = publicServices[0]?.name ?? '';
  const cores = [...reachedFrom(entry)].map((service) => {
    const ms = (cpuMsPerRequest[service] ?? 0) / scaleAssumptions.coreSpeed.value;
    return { service, cores: (requestsPerSecond * ms) / 1000 };
  });
  const asStated = cores.map((one) => podCount(one, resources.cpuRequestMillicores, resources.cpuLimitMillicores));
  const core = scaleAssumptions.corePodMillicores.value;
  const corePods = cores.map((one) => podCount(one, core, core));
  const pods = corePods.reduce((sum, { byTarget }) => sum + byTarget, 0);
  const nodes = Math.max(scaleAssumptions.zones.value, Math.ceil(pods / corePodsPerNode()));
  const units = unitsFor(requestsPerSecond);
  return {
    ...{ requestsPerSecond, asStated, corePods, nodes, ...units },
    scaleOutRounds: roundsTo(corePods[0]?.byTarget ?? 0),
    runners: Math.ceil(requestsPerSecond / scaleAssumptions.requestsPerRunner.value),
    monthlyUsd: monthlyUsd(requestsPerSecond, nodes, corePods, Math.max(...Object.values(units.networkUnits))),
  };
}

function podCount({ cores, service }: Pick<PodCount, 'cores' | 'service'>, request: number, limit: number): PodCount {
  const target = (scaling.targetCpuPercent / 100) * request;
  const at = (millicores: number): number => Math.max(scaling.minReplicas, Math.ceil((cores * 1000) / millicores));
  return { service, cores, byTarget: at(target), byLimit: at(limit) };
}

/** How many pods of a core the scheduler puts on a node, by their requests. */
export function corePodsPerNode(): number {
  const { corePodMillicores, nodeCpuPercent, nodeType } = scaleAssumptions;
  return Math.floor((t4g[nodeType.value].vcpus * 10 * nodeCpuPercent.value) / corePodMillicores.value);
}

/** Rounds of the autoscaler until there are so many pods, if nothing but its policies and a pod's limit holds it back. */
export function roundsTo(pods: number): number {
  const { percent, periodSeconds, pods: step } = scaling.scaleUp;
  const policies = [
    { type: 'Percent', value: percent, periodSeconds },
    { type: 'Pods', value: step, periodSeconds },
  ] as const;
  const core = scaleAssumptions.corePodMillicores.value;
  const seen = mostPercent({ cpuRequestMillicores: core, cpuLimitMillicores: core }) / scaling.targetCpuPercent;
  let [replicas, rounds] = [scaling.minReplicas, 0];
  for (; replicas < pods; rounds++) {
    replicas = Math.min(allowedReplicas(replicas, { policies, select: 'Max' }), Math.ceil(replicas * seen));
  }
  return rounds;
}

/** Source: https://aws.amazon.com/elasticloadbalancing/pricing/; a unit has 1 GB an hour besides. */
function unitsFor(requestsPerSecond: number): Pick<Sizing, 'networkUnits' | 'applicationUnits'> {
  const kb = assumptions.answerKb.atMost + assumptions.requestKb.atMost;
  const bytes = (requestsPerSecond * kb * 3600) / 1e6;
  return {
    networkUnits: { newConnections: requestsPerSecond / newConnections.nlb, bytes },
    applicationUnits: { newConnections: requestsPerSecond / newConnections.alb, bytes },
  };
}

function monthlyUsd(
  requestsPerSecond: number,
  nodes: number,
  pods: readonly PodCount[],
  networkUnits: number,
): Sizing['monthlyUsd'] {
  const { nodeType, region, zones } = scaleAssumptions;
  const usd = priceTable.regions[region.value];
  const type: T4gType = nodeType.value;
  if (!usd || !isT4g(type)) throw new RangeError(`The price table has no ${type} in ${region.value}.`);
  const assumed = {
    ...assumptions,
    requestsPerSecond: { ...assumptions.requestsPerSecond, ...always(requestsPerSecond) },
  };
  const { crossZoneGb, internetGb } = trafficOf({ ingress: 'nlb' }, zones.value, assumed);
  const vcpus = nodes * t4g[type].vcpus;
  const busyPercent = (100 * pods.reduce((sum, { cores }) => sum + cores, 0)) / vcpus;
  return {
    nodes: nodes * hoursPerMonth * usd[type],
    'CPU credits': nodes * hoursPerMonth * vcpusAboveBaseline(type, busyPercent) * usd.cpuCredits,
    'load balancer': hoursPerMonth * (usd.networkLoadBalancer + networkUnits * usd.networkLcu),
    'between zones': crossZoneGb.atMost * usd.crossZoneGb,
    'to the internet': internetGb.atMost * usd.internetGb,
    'control plane and NAT': hoursPerMonth * (usd.eksCluster + zones.value * (usd.natGateway + usd.publicIpv4)),
  };
}
