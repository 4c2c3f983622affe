import type { V1Pod, V2HorizontalPodAutoscaler } from '@kubernetes/client-node';
import { isReady, podProblem } from './pod-problem.ts';
import type { Problem } from './problem.ts';

/** What is around an autoscaler. */
export interface AutoscalerSurroundings {
  /** Those of its workload. */
  readonly pods: readonly V1Pod[];
  /** Those of metrics-server. */
  readonly metricsServer: readonly V1Pod[];
}

/** The CPU use that the autoscaler sees, in per cent of the pods' requests; undefined where it shows `<unknown>`. */
export function cpuPercentOf({ status }: V2HorizontalPodAutoscaler): number | undefined {
  const cpu = status?.currentMetrics?.find(({ resource }) => resource?.name === 'cpu');
  return cpu?.resource?.current.averageUtilization;
}

/** Why an autoscaler shows `<unknown>`, or what it saw last and no more; undefined where it sees. */
export function autoscalerProblem(
  autoscaler: V2HorizontalPodAutoscaler,
  surroundings: AutoscalerSurroundings,
): Problem | undefined {
  const message = whatFailed(autoscaler);
  if (message === undefined && cpuPercentOf(autoscaler) !== undefined) return undefined;
  if (message === undefined) return waiting('it has not looked yet; it does every 15 s');
  return explain(message, surroundings) ?? { ...waiting(message), cause: 'other', patienceSeconds: 60 };
}

/** The autoscaler's own words, where it says that something is wrong. */
function whatFailed({ status }: V2HorizontalPodAutoscaler): string | undefined {
  const failed = (wanted: string) =>
    status?.conditions?.find(({ type, status: is }) => type === wanted && is === 'False');
  const scale = failed('AbleToScale');
  return scale?.reason === 'FailedGetScale' ? scale.message : failed('ScalingActive')?.message;
}

// The messages are those of pkg/controller/podautoscaler of Kubernetes 1.36.
function explain(message: string, { pods, metricsServer }: AutoscalerSurroundings): Problem | undefined {
  if (/current scale/.test(message)) {
    return mistake(
      'target',
      `it finds no Deployment to scale: ${message}`,
      'Deploy again: that creates what is missing.',
    );
  }
  const [, container] = /missing request for cpu in container (\S+)/.exec(message) ?? [];
  if (container !== undefined) {
    const remedy = 'Give the container resources.requests.cpu; a deploy of the stage does.';
    return mistake('request', `the container ${container} has no CPU request to take per cent of`, remedy);
  }
  if (/no pods returned by selector|missing a selector|controlled by multiple HPAs/.test(message)) {
    return mistake('selector', `its selector does not lead to pods of its own: ${message}`, selectorRemedy);
  }
  if (/replica count of the target is zero/.test(message)) {
    return mistake('zero', 'its Deployment is scaled to no pods', 'Deploy again, or scale the Deployment to 1 pod.');
  }
  if (/resource metrics API: the server|unable to handle the request|could not find the requested/.test(message)) {
    return metricsApiProblem(message, metricsServer);
  }
  if (/no metrics returned|did not receive metrics/.test(message)) return unmeasured(pods);
  return undefined;
}

const selectorRemedy = "Make the Deployment's selector match its pods' labels, and theirs only; then deploy again.";

function mistake(cause: string, reason: string, remedy: string): Problem {
  return { cause, reason, remedy, patienceSeconds: 30 };
}

function waiting(reason: string): Problem {
  return { cause: 'waiting', reason, remedy: 'Wait half a minute, then look again.', patienceSeconds: Infinity };
}

function metricsApiProblem(message: string, metricsServer: readonly V1Pod[]): Problem {
  const remedy =
    'Locally, begin anew: `npx eks-practice remove`, then deploy. On EKS, install the metrics-server add-on.';
  if (metricsServer.length === 0) {
    return {
      cause: 'no-metrics-server',
      reason: 'metrics-server has no pods; until it has, the autoscaler keeps the pods that there are',
      remedy:
        'Locally: `npx eks-practice deploy` brings it back. On EKS, install the metrics-server add-on, or scale it to 1.',
      patienceSeconds: 60,
    };
  }
  if (metricsServer.some(isReady)) return waiting(`metrics-server is ready, but does not answer yet: ${message}`);
  const why = metricsServer.map((pod) => podProblem(pod)?.reason).find(Boolean) ?? 'it is starting';
  return { cause: 'metrics-server', reason: `metrics-server is not ready: ${why}`, remedy, patienceSeconds: 120 };
}

/** metrics-server answers, but knows nothing of these pods. */
function unmeasured(pods: readonly V1Pod[]): Problem {
  if (pods.some(isReady)) return waiting('its pods have not been measured yet; the first sample takes up to 30 s');
  const why = pods.map((pod) => podProblem(pod)?.reason).find(Boolean);
  return { ...waiting(`none of its pods is ready${why ? `: ${why}` : ''}`), cause: 'unready' };
}
