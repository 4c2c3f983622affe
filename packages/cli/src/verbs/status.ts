import { stageNamed } from '@eks-practice/stages/stage-named';
import { autoscalerProblems } from '../kubernetes/autoscaler-gate.ts';
import { cpuPercentOf } from '../kubernetes/autoscaler-problem.ts';
import { answered, kubernetesClient } from '../kubernetes/client.ts';
import type { Problem } from '../kubernetes/problem.ts';
import { findings, readWorkloads } from '../kubernetes/workload-state.ts';
import { type LocalTarget, localTarget } from '../local-target.ts';
import type { GlobalOptions } from '../options.ts';
import { table } from '../output/table.ts';
import { clusterState } from '../running-cluster.ts';

/** How a stage stands. */
export interface StageStatus {
  readonly stage: string;
  readonly cluster: { readonly state: string };
  readonly endpoint: string;
  readonly workloads: readonly WorkloadStatus[];
}

interface WorkloadStatus {
  readonly name: string;
  readonly ready: number;
  readonly desired: number;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  /** In per cent of the requests; null where the autoscaler reads `<unknown>`. */
  readonly cpuPercent: number | null;
  readonly targetCpuPercent: number;
  /** What keeps its pods from being ready, and its autoscaler from seeing. */
  readonly problems: readonly StatusProblem[];
}

interface StatusProblem {
  /** The pod, the Deployment or the autoscaler that has it. */
  readonly subject: string;
  readonly reason: string;
  readonly remedy: string;
}

export async function status({ stage: name, json }: GlobalOptions): Promise<void> {
  const stage = stageNamed(name);
  const found = await readStatus(stage.name, localTarget(stage));
  console.log(json ? JSON.stringify(found, undefined, 2) : describe(found));
}

async function readStatus(stage: string, target: LocalTarget): Promise<StageStatus> {
  const { cluster, url } = target;
  const state = await clusterState(target);
  const workloads = state === 'running' ? await answered(readStage(cluster.kubeconfigPath, stage)) : [];
  return { stage, cluster: { state }, endpoint: url, workloads };
}

async function readStage(kubeconfigPath: string, namespace: string): Promise<WorkloadStatus[]> {
  const client = await kubernetesClient(kubeconfigPath);
  const [state, { items: autoscalers }] = await Promise.all([
    readWorkloads(client, namespace),
    client.autoscaling.listNamespacedHorizontalPodAutoscaler({ namespace }),
  ]);
  const blind = await autoscalerProblems(client, autoscalers, state.pods);
  return autoscalers.map((autoscaler) => {
    const name = autoscaler.metadata?.name ?? '';
    const deployment = state.deployments.find(({ metadata }) => metadata?.name === name);
    const unseen = blind.get(name);
    return {
      name,
      ready: deployment?.status?.readyReplicas ?? 0,
      desired: autoscaler.status?.desiredReplicas ?? 0,
      minReplicas: autoscaler.spec?.minReplicas ?? 1,
      maxReplicas: autoscaler.spec?.maxReplicas ?? 0,
      cpuPercent: cpuPercentOf(autoscaler) ?? null,
      targetCpuPercent: autoscaler.spec?.metrics?.[0]?.resource?.target.averageUtilization ?? 0,
      problems: [
        ...(deployment ? findings(deployment, state) : []).map(({ subject, problem }) => told(subject, problem)),
        ...(unseen ? [told(`the autoscaler of ${name}`, unseen)] : []),
      ],
    };
  });
}

function told(subject: string, { reason, remedy }: Problem): StatusProblem {
  return { subject, reason, remedy };
}

/** The status as a person reads it. */
export function describe({ stage, cluster, endpoint, workloads }: StageStatus): string {
  if (cluster.state !== 'running') {
    const remedy = 'npx eks-practice deploy';
    return `Stage ${stage}: its cluster is ${cluster.state}. To bring it up: ${remedy}`;
  }
  if (workloads.length === 0) return `Stage ${stage}: nothing is deployed. To deploy: npx eks-practice deploy`;
  const rows = workloads.map((workload) => [
    workload.name,
    `${workload.ready}/${workload.desired}`,
    `${workload.minReplicas}-${workload.maxReplicas}`,
    `${workload.cpuPercent ?? '<unknown>'}${workload.cpuPercent === null ? '' : ' %'} of ${workload.targetCpuPercent} %`,
  ]);
  const problems = workloads.flatMap((workload) => workload.problems.map(problemLines));
  return [
    `Stage ${stage} on ${endpoint}`,
    '',
    table([['workload', 'ready', 'range', 'CPU of requests'], ...rows]),
    ...(problems.length > 0 ? ['', ...problems] : []),
  ].join('\n');
}

function problemLines({ subject, reason, remedy }: StatusProblem): string {
  return `  ! ${subject}: ${reason}\n    ${remedy}`;
}
