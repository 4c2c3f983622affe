import { docker, isNotFound } from '@eks-practice/machine/docker/docker';
import { clusterLabel, networkName } from './cluster-options.ts';

/** Sees to it that a cluster's nodes have a network of their own, on which no other cluster's addresses are. */
export async function ensureNetwork(cluster: string): Promise<void> {
  const name = networkName(cluster);
  if ((await ownNetworks(cluster)).length > 0) return;
  await docker.createNetwork({ Name: name, Driver: 'bridge', Labels: { [clusterLabel]: cluster } });
}

export async function removeNetwork(cluster: string): Promise<void> {
  for (const { Id } of await ownNetworks(cluster)) {
    await docker
      .getNetwork(Id)
      .remove()
      .catch((error: unknown) => {
        if (!isNotFound(error)) throw error;
      });
  }
}

function ownNetworks(cluster: string) {
  return docker.listNetworks({ filters: { label: [`${clusterLabel}=${cluster}`] } });
}
