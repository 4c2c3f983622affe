import { readFile } from 'node:fs/promises';
import { docker, inspectImage } from '@eks-practice/machine/docker';
import type { Progress } from '@eks-practice/machine/progress';
import { heldCapabilities } from './capabilities.ts';
import { type LocalClusterOptions, type Privileges, clusterLabel, containerSpec, volumes } from './container-spec.ts';
import { refusesPrivileges, startError } from './start-errors.ts';

/**
 * Creates and starts a cluster's container, with its volumes: privileged where Docker allows it, else with all the
 * capabilities that there are. What could not be started leaves nothing behind: neither container nor empty volumes.
 * @throws {UserError} `port-in-use`
 */
export async function createContainer(options: LocalClusterOptions, image: string, progress: Progress): Promise<void> {
  const made = await createVolumes(options.name);
  try {
    await createWithRights(options, image, progress);
  } catch (error) {
    for (const name of made)
      await docker
        .getVolume(name)
        .remove()
        .catch(() => undefined);
    throw error;
  }
}

/**
 * Sees to it that the cluster has its volumes, all kept or all new: some without the others are what an interrupted
 * removal has left, of which no node can be made.
 * @returns the names of the new ones
 */
async function createVolumes(cluster: string): Promise<string[]> {
  const label = `${clusterLabel}=${cluster}`;
  const names = Object.keys(volumes(cluster));
  const { Volumes: kept } = await docker.listVolumes({ filters: { label: [label] } });
  if (names.every((name) => kept.some(({ Name }) => Name === name))) return [];
  for (const { Name } of kept) await docker.getVolume(Name).remove();
  for (const Name of names) await docker.createVolume({ Name, Labels: { [clusterLabel]: cluster } });
  return names;
}

async function createWithRights(options: LocalClusterOptions, image: string, progress: Progress): Promise<void> {
  progress('starting the node');
  try {
    await createAndStart(options, image, { kind: 'privileged' });
  } catch (error) {
    const held = refusesPrivileges(error) ? await heldPrivileges(image) : undefined;
    if (!held) throw startError(error, options);
    progress('starting the node with the rights that Docker has');
    await createAndStart(options, image, held).catch((second: unknown) => {
      throw startError(second, options);
    });
  }
}

async function createAndStart(options: LocalClusterOptions, image: string, privileges: Privileges): Promise<void> {
  const container = await docker.createContainer(containerSpec(options, image, privileges));
  try {
    await container.start();
  } catch (error) {
    await container.remove({ force: true, v: true }).catch(() => undefined);
    throw error;
  }
}

/** Undefined where it cannot be known: Docker runs in a virtual machine, where it is privileged anyway. */
async function heldPrivileges(image: string): Promise<Privileges | undefined> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => undefined);
  const entrypoint = (await inspectImage(image))?.Config.Entrypoint ?? [];
  if (status === undefined) return undefined;
  return { kind: 'held', capabilities: heldCapabilities(status), entrypoint: [entrypoint].flat() };
}
