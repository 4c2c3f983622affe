import type { Progress } from '@eks-practice/machine/progress';
import type { V2HorizontalPodAutoscaler } from '@kubernetes/client-node';
import type { KubernetesClient } from './client.ts';
import { type Observation, waitFor } from './wait-for.ts';

/** Two scrapes of metrics-server (15 s), the kubelet's sample (up to 20 s) and two syncs (15 s), twice over. */
const metricSeconds = 180;

/** Waits until every named autoscaler reads a metric: one that reads `<unknown>` never scales, and nothing else says so. */
export async function waitForAutoscalers(
  client: KubernetesClient,
  namespace: string,
  names: readonly string[],
  progress: Progress,
): Promise<void> {
  const look = async (): Promise<Observation> => {
    const { items } = await client.autoscaling.listNamespacedHorizontalPodAutoscaler({ namespace });
    const blind = names.filter(
      (name) => !items.some((item) => item.metadata?.name === name && cpuPercentOf(item) !== undefined),
    );
    if (blind.length === 0) return { done: true };
    const because = blind.map((name) => `${name}: ${whyBlind(items.find(({ metadata }) => metadata?.name === name))}`);
    return { pending: `no metric yet for ${blind.join(' and ')}`, because: because.join('; ') };
  };
  await waitFor('the autoscalers to read a metric', metricSeconds, look, progress);
}

/** The CPU use that the autoscaler sees, in per cent of the pods' requests; undefined where it shows `<unknown>`. */
export function cpuPercentOf({ status }: V2HorizontalPodAutoscaler): number | undefined {
  const cpu = status?.currentMetrics?.find(({ resource }) => resource?.name === 'cpu');
  return cpu?.resource?.current.averageUtilization;
}

function whyBlind(autoscaler: V2HorizontalPodAutoscaler | undefined): string {
  if (!autoscaler) return 'there is no autoscaler';
  const inactive = autoscaler.status?.conditions?.find(
    ({ type, status: is }) => type === 'ScalingActive' && is === 'False',
  );
  return inactive?.message ?? 'it has not looked yet';
}
