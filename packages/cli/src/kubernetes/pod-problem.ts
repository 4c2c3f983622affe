import type { CoreV1Event, V1Pod } from '@kubernetes/client-node';
import { containerProblem } from './container-problem.ts';
import type { Problem } from './problem.ts';

/**
 * A pod's own reason for not being ready; undefined where it is ready or going.
 * @param events of the namespace; without them a probe's answer and a volume's fault are not known
 */
export function podProblem(pod: V1Pod, events: readonly CoreV1Event[] = []): Problem | undefined {
  if (pod.metadata?.deletionTimestamp !== undefined || isReady(pod)) return undefined;
  const own = newestFirst(events.filter(({ involvedObject }) => involvedObject.uid === pod.metadata?.uid));
  return unschedulable(pod) ?? ended(pod) ?? containerProblem(pod, own) ?? beingMade(own) ?? starting(pod);
}

export function isReady({ status }: V1Pod): boolean {
  return status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') ?? false;
}

/** The service that a pod belongs to. */
export function workloadOf({ metadata }: V1Pod): string | undefined {
  return metadata?.labels?.['app.kubernetes.io/name'];
}

function newestFirst(events: readonly CoreV1Event[]): CoreV1Event[] {
  const at = ({ lastTimestamp, eventTime, firstTimestamp }: CoreV1Event): number =>
    new Date(lastTimestamp ?? eventTime ?? firstTimestamp ?? 0).getTime();
  return [...events].sort((a, b) => at(b) - at(a));
}

function unschedulable({ status }: V1Pod): Problem | undefined {
  const unmet = status?.conditions?.find(({ type, status: is }) => type === 'PodScheduled' && is === 'False');
  if (!unmet) return undefined;
  const message = unmet.message ?? unmet.reason ?? 'no reason given';
  return {
    cause: 'unschedulable',
    reason: `cannot be scheduled: ${message}`,
    remedy: /Insufficient|Too many pods/.test(message)
      ? "Lower the services' requests or minReplicas in packages/stages/src/stages.ts, or give the nodes more (locally: Docker's CPUs and memory)."
      : "Make the pod's demands (node selector, tolerations, volumes) and the nodes agree.",
    // Pods that are on their way out make room; and a node may be joining.
    patienceSeconds: 30,
  };
}

/** An evicted pod is replaced by another, which then counts. */
function ended({ status }: V1Pod): Problem | undefined {
  if (status?.phase !== 'Failed' || !status.reason) return undefined;
  return {
    cause: 'evicted',
    reason: [status.reason, status.message].filter(Boolean).join(': '),
    remedy: 'Free what the node is short of.',
    patienceSeconds: Infinity,
  };
}

/** What the kubelet says while the pod's containers are not there yet. */
function beingMade(events: readonly CoreV1Event[]): Problem | undefined {
  const volume = events.find(({ reason }) => reason === 'FailedMount' || reason === 'FailedAttachVolume');
  if (volume) {
    return {
      cause: 'volume',
      reason: `a volume cannot be mounted: ${volume.message ?? 'no reason given'}`,
      remedy: 'Create what the volume is made of in this namespace, or take the volume out of the pod.',
      patienceSeconds: 15,
    };
  }
  const sandbox = events.find(({ reason }) => reason === 'FailedCreatePodSandBox');
  if (!sandbox) return undefined;
  return {
    cause: 'sandbox',
    reason: `its network or sandbox cannot be made: ${sandbox.message ?? 'no reason given'}`,
    remedy: 'The node is at fault, not the stage. Locally, begin anew: `npx eks-practice remove`, then deploy.',
    patienceSeconds: 60,
  };
}

function starting({ status }: V1Pod): Problem {
  const told = status?.conditions?.find(({ status: is, message }) => is === 'False' && message)?.message;
  return {
    cause: 'starting',
    reason: told ?? 'it is starting',
    remedy: 'Wait, then look again.',
    patienceSeconds: Infinity,
  };
}
