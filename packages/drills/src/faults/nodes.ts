import { serverName } from '@eks-practice/local-cluster/cluster-options';
import { CoreV1Api } from '@kubernetes/client-node';
import type { DrillContext } from '../drill.ts';

/** The cluster's nodes by their names, the one with the Kubernetes API first. */
export async function nodesOf({ cluster, config }: DrillContext): Promise<string[]> {
  const { items } = await config.makeApiClient(CoreV1Api).listNode();
  const names = items.map(({ metadata }) => metadata?.name ?? '');
  const server = serverName(cluster.name);
  return names.sort((a, b) => Number(b === server) - Number(a === server) || a.localeCompare(b));
}

/**
 * Sends a signal to a process on the node that has the Kubernetes API.
 * @param process its name, exactly
 * @returns whether there was one
 */
export async function signalOnServer(
  { cluster }: DrillContext,
  signal: 'STOP' | 'CONT',
  process: string,
): Promise<boolean> {
  const command = ['pkill', `-${signal}`, '-x', process];
  const { exitCode } = await cluster.execOnNode(serverName(cluster.name), command);
  return exitCode === 0;
}
