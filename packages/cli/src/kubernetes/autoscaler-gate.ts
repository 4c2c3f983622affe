import { UserError } from '@eks-practice/errors/user-error';
import type { Progress } from '@eks-practice/machine/progress';
import type { V1Pod, V2HorizontalPodAutoscaler } from '@kubernetes/client-node';
import { autoscalerProblem } from './autoscaler-problem.ts';
import type { KubernetesClient } from './client.ts';
import { workloadOf } from './pod-problem.ts';
import { Patience, type Problem } from './problem.ts';
import { type Observation, waitFor } from './wait-for.ts';

/** Two scrapes of metrics-server (15 s), the kubelet's sample (up to 20 s) and two syncs (15 s), twice over. */
const metricSeconds = 180;

/**
 * Waits until every named autoscaler reads a metric: one that reads `<unknown>` never scales, and nothing else says so.
 * @throws {UserError} `autoscaler-blind` where the cause will not pass by itself
 */
export async function waitForAutoscalers(
  client: KubernetesClient,
  namespace: string,
  names: readonly string[],
  progress: Progress,
): Promise<void> {
  const patience = new Patience();
  const look = async (): Promise<Observation> => {
    const blind = await blindAutoscalers(client, namespace, names);
    if (blind.size === 0) return { done: true };
    const describe = (name: string): string => `  - ${name}: ${blind.get(name)?.reason}`;
    const hopeless = patience.exhausted(blind);
    if (hopeless.length > 0) {
      throw new UserError(`The autoscaling cannot work:\n${hopeless.map(describe).join('\n')}`, {
        code: 'autoscaler-blind',
        remedy: [...new Set(hopeless.map((name) => blind.get(name)?.remedy))].join('\n  '),
      });
    }
    const all = [...blind.keys()];
    return { pending: `no metric yet for ${all.join(' and ')}`, because: `\n${all.map(describe).join('\n')}` };
  };
  await waitFor('the autoscalers to read a metric', metricSeconds, look, progress, namespace);
}

async function blindAutoscalers(
  client: KubernetesClient,
  namespace: string,
  names: readonly string[],
): Promise<Map<string, Problem>> {
  const [{ items }, { items: pods }] = await Promise.all([
    client.autoscaling.listNamespacedHorizontalPodAutoscaler({ namespace }),
    client.core.listNamespacedPod({ namespace }),
  ]);
  const found = await autoscalerProblems(client, items, pods);
  const absent = names.filter((name) => !items.some(({ metadata }) => metadata?.name === name));
  return new Map([
    ...[...found].filter(([name]) => names.includes(name)),
    ...absent.map((name): [string, Problem] => [name, none]),
  ]);
}

const none: Problem = {
  cause: 'absent',
  reason: 'there is no autoscaler of this name',
  remedy: 'Deploy again: that creates it.',
  patienceSeconds: 10,
};

/** Why autoscalers show `<unknown>`, by their names; without those that see. */
export async function autoscalerProblems(
  { core }: KubernetesClient,
  autoscalers: readonly V2HorizontalPodAutoscaler[],
  pods: readonly V1Pod[],
): Promise<Map<string, Problem>> {
  const labelSelector = 'k8s-app=metrics-server';
  const { items: metricsServer } = await core.listNamespacedPod({ namespace: 'kube-system', labelSelector });
  return new Map(
    autoscalers.flatMap((autoscaler): [string, Problem][] => {
      const name = autoscaler.metadata?.name ?? '';
      const ofWorkload = pods.filter((pod) => workloadOf(pod) === name);
      const problem = autoscalerProblem(autoscaler, { pods: ofWorkload, metricsServer });
      return problem ? [[name, problem]] : [];
    }),
  );
}
