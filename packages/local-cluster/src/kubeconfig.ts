import { chmod, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { dataDirectory, ensureDirectory } from '@eks-practice/machine/disk/directories';
import { parse, stringify } from 'yaml';

/** What is changed of a kubeconfig; the rest passes through. */
interface KubeconfigDocument {
  clusters: { name: string; cluster: { server: string } & Record<string, unknown> }[];
  contexts: { name: string; context: { cluster: string; user: string } & Record<string, unknown> }[];
  users: { name: string }[];
  'current-context': string;
}

/** A cluster's kubeconfig: a file of its own among the user's data (XDG_DATA_HOME), never ~/.kube/config. */
export function kubeconfigPathOf(cluster: string): string {
  return path.join(dataDirectory, 'clusters', cluster, 'kubeconfig.yaml');
}

/**
 * The node's kubeconfig as it holds outside the container.
 * @param name of the cluster, its user and context, so that it can be merged with others'
 */
export function kubeconfigFor(nodeKubeconfig: string, name: string, apiPort: number): string {
  const document = parse(nodeKubeconfig) as KubeconfigDocument;
  const [cluster, context, user] = [document.clusters[0], document.contexts[0], document.users[0]];
  if (!cluster || !context || !user) throw new RangeError('the kubeconfig of the node has no cluster, context or user');
  return stringify({
    ...document,
    clusters: [{ name, cluster: { ...cluster.cluster, server: `https://127.0.0.1:${apiPort}` } }],
    contexts: [{ name, context: { ...context.context, cluster: name, user: name } }],
    users: [{ ...user, name }],
    'current-context': name,
  });
}

/** Writes it for its owner only, as a whole or not at all. */
export async function writeKubeconfig(file: string, content: string): Promise<void> {
  await ensureDirectory(path.dirname(file), 0o700);
  const partial = `${file}.partial-${process.pid}`;
  await writeFile(partial, content, { mode: 0o600 });
  await chmod(partial, 0o600);
  await rename(partial, file);
}

export async function removeKubeconfig(file: string): Promise<void> {
  await rm(path.dirname(file), { recursive: true, force: true });
}
