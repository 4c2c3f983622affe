import { UserError, messageOf } from '@eks-practice/errors/user-error';
import { type LocalClusterOptions } from './cluster-options.ts';

/** Whether Docker would not hand out the rights of a privileged container: it has not got them itself, or may not. */
export function refusesPrivileges(error: unknown): boolean {
  return /unable to apply caps|operation not permitted|privileged mode is/i.test(messageOf(error));
}

/** What Docker says when it cannot start a container, in the user's terms; unknown errors pass through. */
export function startError(
  error: unknown,
  { apiPort, servicePort, publicServices }: Pick<LocalClusterOptions, 'apiPort' | 'servicePort' | 'publicServices'>,
): unknown {
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
      'that exists keeps its ports: `npx eks-practice remove` it first.',
    cause: error,
  });
}

export function foreignContainer(name: string): UserError {
  return new UserError(`There is a container "${name}" that is not of this cluster.`, {
    code: 'foreign-container',
    remedy: `Rename it (\`docker rename ${name} <other>\`) or remove it (\`docker rm --force ${name}\`).`,
  });
}

export function differentCluster(cluster: string, differences: readonly string[]): UserError {
  return new UserError(`The cluster "${cluster}" exists, but ${differences.join(', and ')}.`, {
    code: 'cluster-differs',
    remedy:
      'To keep it, ask for what it is. To have it made anew, with nothing of what runs in it: `npx eks-practice remove`, ' +
      'then `npx eks-practice deploy`.',
  });
}

/** What a node's log says where the machine's inotify instances are used up: containerd's words, and the node's own. */
const inotifyExhausted = /inotify instances|fsnotify watcher: too many open files/;

export function nodeDied(node: string, lines: string): UserError {
  if (inotifyExhausted.test(lines)) {
    return new UserError(
      `The node "${node}" found no inotify instance free on this machine. Its last lines:\n${lines}`,
      {
        code: 'inotify-exhausted',
        remedy: 'Run: sudo sysctl -w fs.inotify.max_user_instances=512; or remove another cluster. Then try again.',
      },
    );
  }
  return new UserError(`The node "${node}" ended while it was starting. Its last lines:\n${lines}`, {
    code: 'cluster-died',
    remedy: 'Try again; if it ends again, `npx eks-practice remove` and then `npx eks-practice deploy` begin anew.',
  });
}

/** @param node whose log may tell why */
export function clusterNotReady(node: string, waitedFor: string, seconds: number, lines: string): UserError {
  const message = `The cluster is not ready: waited ${seconds} s for ${waitedFor}. The last lines of ${node}:\n${lines}`;
  return new UserError(message, {
    code: 'cluster-not-ready',
    remedy:
      `\`docker logs ${node}\` has the rest. Try again; if that does not help, \`npx eks-practice remove\` ` +
      'and then `npx eks-practice deploy` begin anew.',
  });
}
