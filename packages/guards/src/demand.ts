import type { EksCluster, EksStage } from '@eks-practice/stages/stage';
import { type PodRequest, systemPods } from '@eks-practice/stages/system-pods';
import type { NodeCapacity } from './node-capacity.ts';

/** What stages ask of a cluster when every autoscaler is at its most and every service is being rolled out. */
export interface Demand extends PodRequest {
  readonly pods: number;
}

const nothing: Demand = { pods: 0, cpuMillicores: 0, memoryMiB: 0 };

/** maxSurge of the Deployments, which Kubernetes rounds up. */
const surgeShare = 0.25;

/** Pods of a service at most: its autoscaler's maximum, and beside them the new ones of a rollout. */
export function mostPodsOf(maxReplicas: number): number {
  return maxReplicas + Math.ceil(maxReplicas * surgeShare);
}

export function demandOf(stages: readonly EksStage[]): Demand {
  return stages
    .flatMap(({ services }) => Object.values(services))
    .map(({ scaling, resources }): Demand => {
      const pods = mostPodsOf(scaling.maxReplicas);
      return {
        pods,
        cpuMillicores: pods * resources.cpuRequestMillicores,
        memoryMiB: pods * resources.memoryRequestMiB,
      };
    })
    .reduce(sum, nothing);
}

/** What is left for services on that many nodes, once the cluster's own pods run. */
export function roomFor(nodes: number, capacity: NodeCapacity): Demand {
  const own = systemPods
    .map(({ replicas, cpuMillicores, memoryMiB }) => {
      const pods = replicas === 'per-node' ? nodes : replicas;
      return { pods, cpuMillicores: pods * cpuMillicores, memoryMiB: pods * memoryMiB };
    })
    .reduce(sum, nothing);
  return {
    pods: nodes * capacity.pods - own.pods,
    cpuMillicores: nodes * capacity.cpuMillicores - own.cpuMillicores,
    memoryMiB: nodes * capacity.memoryMiB - own.memoryMiB,
  };
}

/** The fewest nodes, up to the most that stages.ts may ask for, on which it all has room; undefined where none does. */
export function nodesFor(demand: Demand, capacity: NodeCapacity): number | undefined {
  const most = 100 satisfies EksCluster['nodes']['max'];
  for (let nodes = 1; nodes <= most; nodes += 1) {
    const room = roomFor(nodes, capacity);
    if (room.pods >= demand.pods && room.cpuMillicores >= demand.cpuMillicores && room.memoryMiB >= demand.memoryMiB)
      return nodes;
  }
  return undefined;
}

function sum(a: Demand, b: Demand): Demand {
  return {
    pods: a.pods + b.pods,
    cpuMillicores: a.cpuMillicores + b.cpuMillicores,
    memoryMiB: a.memoryMiB + b.memoryMiB,
  };
}
