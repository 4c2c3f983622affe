import type { EksCluster } from '@eks-practice/stages/stage';
import { type InstanceType, instanceTypes } from './instance-types.ts';

/** What one node has for pods. */
export interface NodeCapacity {
  readonly pods: number;
  /** Thousandths of a core. */
  readonly cpuMillicores: number;
  readonly memoryMiB: number;
}

type Nodes = Pick<EksCluster['nodes'], 'instanceType' | 'prefixDelegation'>;

/** What a node of that type has for pods; undefined where the type is not in the table. */
export function nodeCapacity({ instanceType, prefixDelegation }: Nodes): NodeCapacity | undefined {
  const type = instanceTypes[instanceType];
  if (!type) return undefined;
  const pods = podsPerNode(type, prefixDelegation);
  return { pods, cpuMillicores: allocatableCpu(type), memoryMiB: allocatableMemory(type, pods) };
}

/** A /28 prefix in the place of an address. */
const addressesPerPrefix = 16;

/** EKS's recommended most on nodes of up to 30 vCPU, as its max-pods calculator has it. */
const mostPods = 110;

/**
 * Each pod takes an address of the node's interfaces, whose first one is the interface's own; two system pods use the
 * node's address. Source: Amazon EKS user guide, "Choose an optimal EC2 node instance type", and max-pods-calculator.sh
 * of the EKS AMI.
 */
export function podsPerNode(type: InstanceType, prefixDelegation: boolean): number {
  const slots = type.networkInterfaces * (type.addressesPerInterface - 1);
  return prefixDelegation ? Math.min(slots * addressesPerPrefix + 2, mostPods) : slots + 2;
}

/**
 * What kubelet keeps for itself: 6 % of the first core, 1 % of the second, 0.5 % of the next two and 0.25 % of all further
 * ones. Source: nodeadm of the EKS AMI.
 */
function allocatableCpu({ vcpus }: InstanceType): number {
  const shares = [60, 10, 5, 5];
  const kept = Array.from({ length: vcpus }, (_, core) => shares[core] ?? 2.5).reduce((sum, share) => sum + share, 0);
  return Math.floor(vcpus * 1000 - kept);
}

/** What the hypervisor and the kernel take of an instance's memory before kubelet sees it; Karpenter's default estimate. */
const overheadShare = 0.075;

/** Below this much free memory kubelet evicts pods, in MiB; its default in the EKS AMI. */
const evictionMiB = 100;

/** Kept for kubelet and the container runtime: 255 MiB and 11 MiB a pod. Source: nodeadm of the EKS AMI. */
function allocatableMemory({ memoryMiB }: InstanceType, pods: number): number {
  return Math.max(0, Math.floor(memoryMiB * (1 - overheadShare) - (255 + 11 * pods) - evictionMiB));
}
