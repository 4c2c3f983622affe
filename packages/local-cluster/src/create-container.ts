import { readFile } from 'node:fs/promises';
import { docker, inspectImage } from '@eks-practice/machine/docker/docker';
import type { Progress } from '@eks-practice/machine/progress';
import { heldCapabilities } from './capabilities.ts';
import { type LocalClusterOptions, type PlannedNode, clusterLabel } from './cluster-options.ts';
import { type Privileges, containerSpec, joinSecret, volumes } from './container-spec.ts';
import { refusesPrivileges, startError } from './start-errors.ts';
import { tarOf } from './tar-file.ts';

/** A node's container that is to be made. */
export interface NewContainer {
  readonly options: LocalClusterOptions;
  readonly node: PlannedNode;
  readonly image: string;
  /** What lets it join its cluster; of an agent only. */
  readonly secret?: string;
  /**
   * Whether Docker is asked for a privileged one first.
   * @default true
   */
  readonly privileged?: boolean;
}

/**
 * Creates and starts a node's container, with its volumes: privileged where Docker allows it, else with all the
 * capabilities that there are. What could not be started leaves nothing behind: neither container nor empty volumes.
 * @throws {UserError} `port-in-use`
 */
export async function createContainer(wanted: NewContainer, progress: Progress): Promise<void> {
  const made = await createVolumes(wanted.options.name, wanted.node.name);
  try {
    await createWithRights(wanted, progress);
  } catch (error) {
    for (const name of made)
      await docker
        .getVolume(name)
        .remove()
        .catch(() => undefined);
    throw error;
  }
}

/** Whether a node has all its volumes, and so remembers its cluster. */
export async function remembers(cluster: string, node: string): Promise<boolean> {
  const kept = await keptVolumes(cluster, node);
  return kept.length === Object.keys(volumes(node)).length;
}

/**
 * Sees to it that a node has its volumes, all kept or all new: some without the others are what an interrupted
 * removal has left, of which no node can be made.
 * @returns the names of the new ones
 */
async function createVolumes(cluster: string, node: string): Promise<string[]> {
  if (await remembers(cluster, node)) return [];
  for (const name of await keptVolumes(cluster, node)) await docker.getVolume(name).remove();
  const names = Object.keys(volumes(node));
  for (const Name of names) await docker.createVolume({ Name, Labels: { [clusterLabel]: cluster } });
  return names;
}

async function keptVolumes(cluster: string, node: string): Promise<string[]> {
  const { Volumes } = await docker.listVolumes({ filters: { label: [`${clusterLabel}=${cluster}`] } });
  const names = Object.keys(volumes(node));
  return Volumes.map(({ Name }) => Name).filter((name) => names.includes(name));
}

async function createWithRights(wanted: NewContainer, progress: Progress): Promise<void> {
  const { node, image, options, privileged = true } = wanted;
  progress(`starting the node ${node.name}`);
  const held = privileged ? undefined : await heldPrivileges(image);
  try {
    await createAndStart(wanted, held ?? { kind: 'privileged' });
  } catch (error) {
    const second = !held && refusesPrivileges(error) ? await heldPrivileges(image) : undefined;
    if (!second) throw startError(error, options);
    progress(`starting the node ${node.name} with the rights that Docker has`);
    await createAndStart(wanted, second).catch((again: unknown) => {
      throw startError(again, options);
    });
  }
}

async function createAndStart({ options, node, image, secret }: NewContainer, privileges: Privileges): Promise<void> {
  const container = await docker.createContainer(containerSpec(options, node, image, privileges));
  try {
    if (secret !== undefined) {
      // Into the container's own files: an environment or an argument would show it to whoever lists containers.
      const file = tarOf([{ name: joinSecret.onAgent.slice(1), content: secret, mode: 0o600 }]);
      await container.putArchive(file, { path: '/' });
    }
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
