import { CoreV1Api, type KubeConfig, type V1Pod } from '@kubernetes/client-node';
import type { RunnerPod } from './runner-log.ts';

/** How far a distributed load has come. */
export interface RunnersState {
  readonly started: number;
  readonly ended: number;
}

/** The runners of a load: the pods that the operator's jobs `<name>-<index>` have made. */
export async function listRunners(config: KubeConfig, namespace: string, name: string): Promise<V1Pod[]> {
  const labelSelector = `app=k6,k6_cr=${name},runner=true`;
  return (await config.makeApiClient(CoreV1Api).listNamespacedPod({ namespace, labelSelector })).items;
}

export function runnersState(pods: readonly V1Pod[]): RunnersState {
  const states = pods.map(({ status }) => status?.containerStatuses?.[0]?.state);
  return {
    started: states.filter((state) => state?.running ?? state?.terminated).length,
    ended: pods.filter(({ status }) => ['Succeeded', 'Failed'].includes(status?.phase ?? '')).length,
  };
}

/** The whole log of each, read once it has ended: nothing of it is read twice. */
export async function readRunnerPods(config: KubeConfig, pods: readonly V1Pod[]): Promise<RunnerPod[]> {
  const core = config.makeApiClient(CoreV1Api);
  const read: RunnerPod[] = [];
  // One after another: each is megabytes, and the API server is watched at the same time.
  for (const { metadata, status } of pods) {
    const { name = '', namespace = '', labels = {}, uid = '' } = metadata ?? {};
    const exitCode = status?.containerStatuses?.[0]?.state?.terminated?.exitCode;
    const output = exitCode === undefined ? '' : await core.readNamespacedPodLog({ name, namespace, container: 'k6' });
    read.push({ index: indexOf(labels['job-name'] ?? ''), uid, exitCode, output });
  }
  return read;
}

/** The operator calls a runner's job `<name>-<index>`, from 1. */
function indexOf(job: string): number {
  return Number(/-(\d+)$/.exec(job)?.[1] ?? NaN);
}
