import type { V1Deployment } from '@kubernetes/client-node';
import type { Problem } from './problem.ts';

/** Why a Deployment gets no pods at all: its pods are refused before there is one that could tell. */
export function deploymentProblem({ status }: V1Deployment): Problem | undefined {
  const failure = status?.conditions?.find(({ type, status: is }) => type === 'ReplicaFailure' && is === 'True');
  if (!failure) return undefined;
  const message = failure.message ?? failure.reason ?? 'no reason given';
  return { ...refusal(message), reason: `its pods are refused: ${message}` };
}

function refusal(message: string): Pick<Problem, 'cause' | 'remedy' | 'patienceSeconds'> {
  if (/exceeded quota|must specify/.test(message)) {
    return {
      cause: 'quota',
      remedy:
        "Raise the namespace's ResourceQuota, or lower the requests or replicas in packages/stages/src/stages.ts.",
      // Pods on their way out still count.
      patienceSeconds: 30,
    };
  }
  if (/violates PodSecurity/.test(message)) {
    return {
      cause: 'pod-security',
      remedy:
        "Give the pod the security context that it names, or loosen the namespace's pod-security.kubernetes.io label.",
      patienceSeconds: 5,
    };
  }
  return { cause: 'refused', remedy: 'Mend what the API server names.', patienceSeconds: 15 };
}
