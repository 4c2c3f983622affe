import type { CoreV1Event, V1ContainerStateTerminated, V1ContainerStatus, V1Pod } from '@kubernetes/client-node';
import type { Problem } from './problem.ts';

/** A container that has been restarted so often ends again: the first times it may have met what was not up yet. */
const hopelessRestarts = 2;

/**
 * What is wrong with the first container of a pod that is not well.
 * @param events of the pod, the newest first
 */
export function containerProblem({ spec, status }: V1Pod, events: readonly CoreV1Event[]): Problem | undefined {
  const specs = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])];
  for (const container of [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])]) {
    if (container.ready) continue;
    const limit = specs.find(({ name }) => name === container.name)?.resources?.limits?.['memory'];
    const problem =
      imageProblem(container) ??
      configProblem(container) ??
      endProblem(container, limit, events) ??
      probeProblem(container, events);
    if (problem) return problem;
  }
  return undefined;
}

function imageProblem({ image, state }: V1ContainerStatus): Problem | undefined {
  const { reason = '', message } = state?.waiting ?? {};
  if (!/^(ErrImage|ImagePull|ImageInspect|InvalidImageName|RegistryUnavailable)/.test(reason)) return undefined;
  return {
    cause: 'image',
    reason: `the image ${image} cannot be had: ${[reason, message].filter(Boolean).join(': ')}`,
    remedy:
      'Deploy again: that hands the cluster the images that it lacks. An image in a registry must be reachable from the nodes.',
    // An image that is being handed over, or a registry that is away for a moment, is asked for again after 10 and 20 s.
    patienceSeconds: /InvalidImageName|ErrImageNeverPull/.test(reason) ? 5 : 30,
  };
}

function configProblem({ state }: V1ContainerStatus): Problem | undefined {
  const { reason = '', message = 'no reason given' } = state?.waiting ?? {};
  if (!/^CreateContainer(Config)?Error$/.test(reason)) return undefined;
  return {
    cause: 'config',
    reason: `the container cannot be made: ${message} (${reason})`,
    remedy: /non-?root/i.test(message)
      ? 'Give the image a user by number other than 0, as `USER 65532` in its Dockerfile does.'
      : 'Create in this namespace what it names, or take it out of the pod.',
    patienceSeconds: 15,
  };
}

/** A container that ended, now or the last time. */
function endProblem(
  { name, state, lastState, restartCount }: V1ContainerStatus,
  memoryLimit: string | undefined,
  events: readonly CoreV1Event[],
): Problem | undefined {
  const end = state?.terminated ?? lastState?.terminated;
  if (!end) return undefined;
  const { reason, ...problem } = outOfMemory(end, memoryLimit) ?? notStarted(end) ?? killed(events) ?? crashed(end);
  const restarts = restartCount === 0 ? '' : `, restarted ${restartCount === 1 ? 'once' : `${restartCount} times`}`;
  return {
    ...problem,
    reason: `${reason}${restarts}`,
    patienceSeconds: restartCount >= hopelessRestarts && !state?.running ? 0 : Infinity,
    log: { container: name, previous: !state?.terminated },
  };
}

type End = Pick<Problem, 'cause' | 'reason' | 'remedy'>;

function outOfMemory({ reason }: V1ContainerStateTerminated, limit = 'none'): End | undefined {
  if (reason !== 'OOMKilled') return undefined;
  return {
    cause: 'memory',
    reason: `ended for want of memory (OOMKilled; its limit is ${limit})`,
    remedy: 'Raise memoryLimitMiB of the service in packages/stages/src/stages.ts, or find what takes the memory.',
  };
}

function notStarted({ message = '', reason, exitCode }: V1ContainerStateTerminated): End | undefined {
  if (/exec format error/.test(message)) return wrongArchitecture;
  if (reason !== 'StartError' && reason !== 'ContainerCannotRun') return undefined;
  return {
    cause: 'start',
    reason: `cannot be started: ${message || `exit code ${exitCode}`}`,
    remedy: "Mend the image's entry point, or the command that the pod gives it.",
  };
}

/** Also what a log says, where the runtime leaves it to the container to fail. */
export const wrongArchitecture: End = {
  cause: 'architecture',
  reason: 'the image is for another processor than the node has (exec format error)',
  remedy: "Build the image for the nodes' architecture, amd64 or arm64.",
};

function killed(events: readonly CoreV1Event[]): End | undefined {
  const killing = events.find(({ reason, message }) => reason === 'Killing' && /probe/.test(message ?? ''));
  if (!killing) return undefined;
  return {
    cause: 'probe',
    reason: `was ended because a probe kept failing: ${probeAnswer(events) ?? killing.message}`,
    remedy: probeRemedy,
  };
}

function crashed({ exitCode, reason, signal }: V1ContainerStateTerminated): End {
  const by = signal ? `signal ${signal}` : `exit code ${exitCode}`;
  return {
    cause: 'crash',
    reason: `crashes: it ended with ${by}${reason && reason !== 'Error' ? ` (${reason})` : ''}`,
    remedy: 'Its last lines say why. The same image can be tried by itself: docker run --rm <image>',
  };
}

function probeProblem({ name, state }: V1ContainerStatus, events: readonly CoreV1Event[]): Problem | undefined {
  const answer = state?.running && probeAnswer(events);
  if (!answer) return undefined;
  return {
    cause: 'probe',
    reason: `runs, but a probe fails: ${answer}`,
    remedy: probeRemedy,
    // The startup probe's own patience is half a minute; the readiness probe has none.
    patienceSeconds: 60,
    log: { container: name, previous: false },
  };
}

const probeRemedy =
  'See that the service listens on the port that the probe asks, and is well there: its last lines say more.';

function probeAnswer(events: readonly CoreV1Event[]): string | undefined {
  return events.find(({ reason }) => reason === 'Unhealthy')?.message;
}
