import { setTimeout as sleep } from 'node:timers/promises';
import { docker, isNotFound } from '@eks-practice/machine/docker/docker';
import type { Progress } from '@eks-practice/machine/progress';
import { clusterLabel } from './cluster-options.ts';
import { volumes } from './container-spec.ts';
import { removeNetwork } from './network.ts';

/**
 * Removes what Docker has of a cluster, by its label, except for some nodes' containers and volumes; the network goes with
 * the last node.
 * @param kept the names of those nodes
 * @returns the names of the containers that went
 */
export async function removeLeftovers(cluster: string, kept: readonly string[], progress: Progress): Promise<string[]> {
  const filters = { label: [`${clusterLabel}=${cluster}`] };
  const containers = (await docker.listContainers({ all: true, filters }))
    .map(({ Names: [name = ''] }) => name.replace(/^\//, ''))
    .filter((name) => !kept.includes(name));
  await Promise.all(containers.map((name) => removeContainer(name, progress)));
  const keptVolumes = kept.flatMap((name) => Object.keys(volumes(name)));
  const { Volumes } = await docker.listVolumes({ filters });
  const surplus = Volumes.map(({ Name }) => Name).filter((name) => !keptVolumes.includes(name));
  if (surplus.length > 0) progress('removing its volumes');
  for (const name of surplus) await docker.getVolume(name).remove().catch(unlessGone);
  if (kept.length === 0) await removeNetwork(cluster);
  return containers;
}

async function removeContainer(name: string, progress: Progress): Promise<void> {
  progress(`removing the node ${name}`);
  const container = docker.getContainer(name);
  await container.remove({ force: true, v: true }).catch(unlessGoing);
  const isThere = () =>
    container.inspect().then(
      () => true,
      (error: unknown) => !isNotFound(error),
    );
  for (let tries = 0; tries < 100 && (await isThere()); tries++) await sleep(100);
}

function unlessGone(error: unknown): void {
  if (!isNotFound(error)) throw error;
}

/** Docker says 409 to a second removal while the first is under way. */
function unlessGoing(error: unknown): void {
  if ((error as { statusCode?: number }).statusCode !== 409) unlessGone(error);
}
