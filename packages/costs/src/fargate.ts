import type { EksStage, ServiceSettings } from '@eks-practice/stages/stage';
import { type CostLine, allMonth } from './lines/cost-line.ts';
import { type Range, product, sum } from './range.ts';

/**
 * The sizes that a Fargate task can have: for each number of vCPUs the least and the most memory and its step, in GB.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html
 */
const sizes = [
  { vcpu: 0.25, memoryGb: [0.5, 1, 2] },
  { vcpu: 0.5, memoryGb: steps(1, 4, 1) },
  { vcpu: 1, memoryGb: steps(2, 8, 1) },
  { vcpu: 2, memoryGb: steps(4, 16, 1) },
  { vcpu: 4, memoryGb: steps(8, 30, 1) },
  { vcpu: 8, memoryGb: steps(16, 60, 4) },
  { vcpu: 16, memoryGb: steps(32, 120, 8) },
] as const;

export interface TaskSize {
  readonly vcpu: number;
  readonly memoryGb: number;
}

/**
 * The least task that gives what the pod may take at most. A pod's requests are less, but a task has nothing beyond its size, and would
 * be slower at its peak.
 * @returns undefined where no task is large enough
 */
export function taskSize({ resources }: ServiceSettings): TaskSize | undefined {
  const { cpuLimitMillicores, memoryLimitMiB } = resources;
  for (const { vcpu, memoryGb } of sizes) {
    const memory = memoryGb.find((gb) => gb * 1024 >= memoryLimitMiB);
    if (vcpu * 1000 >= cpuLimitMillicores && memory !== undefined) return { vcpu, memoryGb: memory };
  }
  return undefined;
}

/**
 * The same services as tasks on Fargate, as many as there would be pods.
 * @returns undefined where a pod's limits are beyond the largest task
 */
export function fargateLines({ services }: EksStage): CostLine[] | undefined {
  const vcpus: Range[] = [];
  const memory: Range[] = [];
  for (const settings of Object.values(services)) {
    const { minReplicas, maxReplicas } = settings.scaling;
    const size = taskSize(settings);
    if (!size) return undefined;
    const hours = allMonth({ atRest: minReplicas, atMost: maxReplicas });
    vcpus.push(product(hours, size.vcpu));
    memory.push(product(hours, size.memoryGb));
  }
  const common = { part: 'stage', onFargate: true } as const;
  return [
    { ...common, what: 'Fargate vCPUs', rate: 'fargateVcpu', quantity: sum(vcpus) },
    { ...common, what: 'Fargate memory', rate: 'fargateGb', quantity: sum(memory) },
  ];
}

/** What the figures do not show. */
export const fargateDifferences = [
  'It has no control plane and no nodes to pay; the load balancers, NAT and traffic are the same.',
  "A task is as large as its pod's limits, whether it uses them or not; pods share what the others leave.",
  'ECS scales on CloudWatch metrics of a minute, so it reacts in minutes; an HPA reads every 15 s.',
  'The services would need ECS task definitions; none of the Kubernetes objects here would serve.',
] as const;

function steps(from: number, to: number, step: number): number[] {
  return Array.from({ length: (to - from) / step + 1 }, (_, index) => from + index * step);
}
