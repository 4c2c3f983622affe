import { UserError, messageOf } from '@eks-practice/errors/user-error';
import { type LocalClusterOptions, containerName } from './container-spec.ts';

/** Whether Docker would not hand out the rights of a privileged container: it has not got them itself, or may not. */
export function refusesPrivileges(error: unknown): boolean {
  return /unable to apply caps|operation not permitted|privileged mode is/i.test(messageOf(error));
}

/** What Docker says when it cannot start a container, in the user's terms; unknown errors pass through. */
export function startError(error: unknown, { apiPort, servicePort, publicServices }: LocalClusterOptions): unknown {
  const message = messageOf(error);
  if (!/port is already allocated|address already in use/i.test(message)) return error;
  const servicePorts = Array.from({ length: publicServices }, (_, index) => servicePort + index);
  const taken = servicePorts.find((port) => new RegExp(`:${port}\\b`).test(message));
  const port = taken ?? apiPort;
  const variable = taken === undefined ? 'EKS_PRACTICE_API_PORT' : 'EKS_PRACTICE_SERVICE_PORT';
  return new UserError(`Port ${port} of 127.0.0.1 is in use by something else.`, {
    code: 'port-in-use',
    remedy:
      `Stop what uses it (\`ss -ltnp 'sport = :${port}'\` names it), or choose another port in ${variable}. A cluster ` +
      'that exists keeps its ports: `eks-practice remove` it first.',
    cause: error,
  });
}

export function foreignContainer(cluster: string): UserError {
  const name = containerName(cluster);
  return new UserError(`There is a container "${name}" that is not of this project.`, {
    code: 'foreign-container',
    remedy: `Rename it (\`docker rename ${name} <other>\`) or remove it (\`docker rm --force ${name}\`).`,
  });
}

export function differentCluster(cluster: string, differences: readonly string[]): UserError {
  return new UserError(`The cluster "${cluster}" exists, but ${differences.join(', and ')}.`, {
    code: 'cluster-differs',
    remedy:
      'To keep it, ask for what it is. To have it made anew, with nothing of what runs in it: `eks-practice remove`, ' +
      'then `eks-practice deploy`.',
  });
}

export function clusterDied(cluster: string, lines: string): UserError {
  return new UserError(`The node of the cluster "${cluster}" ended while it was starting. Its last lines:\n${lines}`, {
    code: 'cluster-died',
    remedy: 'Try again; if it ends again, `eks-practice remove` and then `eks-practice deploy` begin anew.',
  });
}

export function clusterNotReady(cluster: string, waitedFor: string, seconds: number, lines: string): UserError {
  const message = `The cluster "${cluster}" was not ready: waited ${seconds} s for ${waitedFor}. Its last lines:\n${lines}`;
  return new UserError(message, {
    code: 'cluster-not-ready',
    remedy:
      `\`docker logs ${containerName(cluster)}\` has the rest. Try again; if that does not help, \`eks-practice remove\` ` +
      'and then `eks-practice deploy` begin anew.',
  });
}
