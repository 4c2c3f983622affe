import { stageNamed } from '@eks-practice/stages/stage-named';
import { cpuPercentOf } from '../kubernetes/autoscaler-gate.ts';
import { kubernetesClient } from '../kubernetes/client.ts';
import { whyNotReady } from '../kubernetes/why-not-ready.ts';
import { type LocalTarget, localTarget } from '../local-target.ts';
import type { GlobalOptions } from '../options.ts';
import { table } from '../output/table.ts';

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
  /** Why pods are not ready, a line each. */
  readonly problems: readonly string[];
}

export async function status({ stage: name, json }: GlobalOptions): Promise<void> {
  const stage = stageNamed(name);
  const found = await readStatus(stage.name, localTarget(stage));
  console.log(json ? JSON.stringify(found, undefined, 2) : describe(found));
}

async function readStatus(stage: string, { cluster, url }: LocalTarget): Promise<StageStatus> {
  const state = await cluster.state();
  const workloads = state === 'running' ? await readWorkloads(cluster.kubeconfigPath, stage) : [];
  return { stage, cluster: { state }, endpoint: url, workloads };
}

async function readWorkloads(kubeconfigPath: string, namespace: string): Promise<WorkloadStatus[]> {
  const { apps, autoscaling, core } = await kubernetesClient(kubeconfigPath);
  const [deployments, autoscalers, pods] = await Promise.all([
    apps.listNamespacedDeployment({ namespace }),
    autoscaling.listNamespacedHorizontalPodAutoscaler({ namespace }),
    core.listNamespacedPod({ namespace }),
  ]);
  return autoscalers.items.map((autoscaler) => {
    const name = autoscaler.metadata?.name ?? '';
    const deployment = deployments.items.find(({ metadata }) => metadata?.name === name);
    const ours = pods.items.filter(({ metadata }) => metadata?.labels?.['app.kubernetes.io/name'] === name);
    return {
      name,
      ready: deployment?.status?.readyReplicas ?? 0,
      desired: autoscaler.status?.desiredReplicas ?? 0,
      minReplicas: autoscaler.spec?.minReplicas ?? 1,
      maxReplicas: autoscaler.spec?.maxReplicas ?? 0,
      cpuPercent: cpuPercentOf(autoscaler) ?? null,
      targetCpuPercent: autoscaler.spec?.metrics?.[0]?.resource?.target.averageUtilization ?? 0,
      problems: ours.flatMap((pod) => {
        const reason = whyNotReady(pod);
        return reason === undefined ? [] : [`${pod.metadata?.name}: ${reason}`];
      }),
    };
  });
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
  const problems = workloads.flatMap((workload) => workload.problems.map((problem) => `  ! ${problem}`));
  return [
    `Stage ${stage} on ${endpoint}`,
    '',
    table([['workload', 'ready', 'range', 'CPU of requests'], ...rows]),
    ...(problems.length > 0 ? ['', ...problems] : []),
  ].join('\n');
}
