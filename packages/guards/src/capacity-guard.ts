import type { EksStage } from '@eks-practice/stages/stage';
import { systemPods } from '@eks-practice/stages/system-pods';
import { type Demand, demandOf, nodesFor, roomFor } from './demand.ts';
import { instanceTypes } from './instance-types.ts';
import { type NodeCapacity, nodeCapacity } from './node-capacity.ts';
import type { Refusal } from './refusal.ts';

const resources = [
  { key: 'pods', guard: 'pods-per-node', unit: 'pods', name: 'pods' },
  { key: 'cpuMillicores', guard: 'cpu-requests', unit: 'm', name: 'CPU' },
  { key: 'memoryMiB', guard: 'memory-requests', unit: ' MiB', name: 'memory' },
] as const;

/**
 * Whether the cluster's nodes, at their most, hold every stage in it with its autoscalers at their most and a rollout under
 * way. Sums only: pods of odd sizes may still leave gaps on nodes.
 * @param stages all that run in the one cluster
 */
export function capacityRefusals(stages: readonly EksStage[]): Refusal[] {
  const [first] = stages;
  if (!first) return [];
  const { cluster } = first;
  const capacity = nodeCapacity(cluster.nodes);
  if (!capacity) return [unknownType(cluster.name, cluster.nodes.instanceType)];
  const demand = demandOf(stages);
  const room = roomFor(cluster.nodes.max, capacity);
  return resources
    .filter(({ key }) => demand[key] > room[key])
    .map(({ key, guard, unit, name }) => ({
      guard,
      message:
        `${stagesText(stages)} may need ${amount(demand[key], unit)} (every maxReplicas, and a quarter more during a rollout), ` +
        `but the ${cluster.nodes.max} nodes of cluster ${cluster.name} (${cluster.nodes.instanceType}, ` +
        `${amount(capacity[key], unit)}${key === 'pods' ? '' : ` of ${name}`} each) have room for ` +
        `${amount(Math.max(0, room[key]), unit)} beside the ${ownPods(cluster.nodes.max)} pods of the cluster's own.`,
      remedy: remedyFor(first, demand, capacity),
    }));
}

/** Whether each service's pod fits on a node by itself, beside what runs on every node. */
export function podSizeRefusals({ name, cluster, services }: EksStage): Refusal[] {
  const capacity = nodeCapacity(cluster.nodes);
  if (!capacity) return [];
  const perNode = systemPods.filter(({ replicas }) => replicas === 'per-node');
  const cpu = capacity.cpuMillicores - perNode.reduce((sum, { cpuMillicores }) => sum + cpuMillicores, 0);
  const memory = capacity.memoryMiB - perNode.reduce((sum, { memoryMiB }) => sum + memoryMiB, 0);
  return Object.entries(services).flatMap(([service, { resources: asked }]) => {
    const at = `stages.${name}.services.${service}.resources`;
    const { instanceType } = cluster.nodes;
    return [
      ...tooBig(`${at}.cpuRequestMillicores`, asked.cpuRequestMillicores, cpu, 'm', instanceType),
      ...tooBig(`${at}.memoryRequestMiB`, asked.memoryRequestMiB, memory, ' MiB', instanceType),
    ];
  });
}

function tooBig(field: string, asked: number, free: number, unit: string, instanceType: string): Refusal[] {
  if (asked <= free) return [];
  return [
    {
      guard: 'pod-size',
      message: `${field} is ${asked}${unit}, but a ${instanceType} has ${free}${unit} for pods: none would ever be scheduled.`,
      remedy: `Lower it to at most ${free}, or choose a larger nodes.instanceType.`,
    },
  ];
}

function remedyFor({ cluster }: EksStage, demand: Demand, capacity: NodeCapacity): string {
  const { instanceType, prefixDelegation } = cluster.nodes;
  const at = `clusters.${cluster.name}.nodes`;
  const nodes = nodesFor(demand, capacity);
  const larger = Object.keys(instanceTypes).find((type) => {
    const other = nodeCapacity({ instanceType: type, prefixDelegation });
    return other !== undefined && (nodesFor(demand, other) ?? Infinity) <= cluster.nodes.max;
  });
  const moreNodes = nodes === undefined ? [] : [`set ${at}.max to ${nodes} or more`];
  const largerNodes =
    larger === undefined || larger === instanceType ? [] : [`set ${at}.instanceType to '${larger}' or larger`];
  // Several times as many small nodes are seldom what is wanted.
  const isFar = (nodes ?? Infinity) > 2 * cluster.nodes.max;
  const ways = isFar ? [...largerNodes, ...moreNodes] : [...moreNodes, ...largerNodes];
  const text = [...ways, "lower the services' maxReplicas or requests"].join(', or ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function unknownType(cluster: string, instanceType: string): Refusal {
  return {
    guard: 'instance-type',
    message: `clusters.${cluster}.nodes.instanceType is ${instanceType}, which the t4g family does not have.`,
    remedy: `Choose one of: ${Object.keys(instanceTypes).join(', ')}.`,
  };
}

function stagesText(stages: readonly EksStage[]): string {
  const names = stages.map(({ name }) => name);
  return names.length === 1 ? `Stage ${names[0]}` : `The stages ${names.join(' and ')} together`;
}

function amount(value: number, unit: string): string {
  return unit === 'pods' ? `${value} pods` : `${value}${unit}`;
}

/** How many pods the cluster itself runs on so many nodes. */
function ownPods(nodes: number): number {
  return systemPods.reduce((sum, { replicas }) => sum + (replicas === 'per-node' ? nodes : replicas), 0);
}
