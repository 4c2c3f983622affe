import { publicServices } from '@eks-practice/catalogue/services';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { autoscalerProblems } from '../kubernetes/autoscaler-gate.ts';
import { cpuPercentOf } from '../kubernetes/autoscaler-problem.ts';
import { type KubernetesClient, answered } from '../kubernetes/client.ts';
import type { Problem } from '../kubernetes/problem.ts';
import { findings, readWorkloads } from '../kubernetes/workload-state.ts';
import type { GlobalOptions } from '../options.ts';
import { table } from '../output/table.ts';
import { columnsOf, wrapped } from '../output/wrapped.ts';
import { placeOf } from '../place/place.ts';
import type { AwsFacts, Standing } from '../place/standing.ts';

/** How a stage stands. */
export interface StageStatus {
  readonly stage: string;
  readonly cluster: { readonly state: string };
  /** Of the first public service; null while that has no address. */
  readonly endpoint: string | null;
  readonly workloads: readonly WorkloadStatus[];
  /** Where it is in AWS; nothing on this machine. */
  readonly aws?: AwsFacts;
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
  const standing = await (await placeOf(stageNamed(name))).look();
  const found = await readStatus(name, standing);
  console.log(json ? JSON.stringify(found, undefined, 2) : describe(found, standing));
}

async function readStatus(stage: string, { state, client, urls, aws }: Standing): Promise<StageStatus> {
  const workloads = state === 'running' ? await answered(readStage(await client(), stage), stage) : [];
  const endpoint = urls[publicServices[0]?.name ?? ''] ?? null;
  return { stage, cluster: { state }, endpoint, workloads, ...(aws ? { aws } : {}) };
}

async function readStage(client: KubernetesClient, namespace: string): Promise<WorkloadStatus[]> {
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
export function describe(
  { stage, cluster, endpoint, workloads, aws }: StageStatus,
  { bringUp }: Pick<Standing, 'bringUp'>,
): string {
  const stack = aws ? stackLines(aws) : [];
  if (cluster.state !== 'running') {
    return [`Stage ${stage}: its cluster is ${cluster.state}. To bring it up: ${bringUp}`, ...stack].join('\n');
  }
  if (workloads.length === 0)
    return [`Stage ${stage}: nothing is deployed. To deploy: ${bringUp}`, ...stack].join('\n');
  const rows = workloads.map((workload) => [
    workload.name,
    `${workload.ready}/${workload.desired}`,
    `${workload.minReplicas}-${workload.maxReplicas}`,
    `${workload.cpuPercent ?? '<unknown>'}${workload.cpuPercent === null ? '' : ' %'} of ${workload.targetCpuPercent} %`,
  ]);
  const problems = workloads.flatMap((workload) => workload.problems.map(problemLines));
  return [
    `Stage ${stage} on ${endpoint ?? 'no address yet'}`,
    ...stack,
    '',
    table([['workload', 'ready', 'range', 'CPU of requests'], ...rows]),
    ...(problems.length > 0 ? ['', ...problems] : []),
  ].join('\n');
}

function stackLines({ account, region, stack, stackStatus, deploy }: AwsFacts): string[] {
  const number = deploy === null ? '' : `, deploy ${deploy}`;
  return [`  stack ${stack} in ${region} of account ${account}: ${stackStatus ?? 'not there'}${number}`];
}

function problemLines({ subject, reason, remedy }: StatusProblem): string {
  return wrapped(`  ! ${subject}: ${reason}\n    ${remedy}`, columnsOf(process.stdout));
}
