import type { Progress } from '@eks-practice/machine/progress';
import type { ContainerInspectInfo } from 'dockerode';
import { type LocalClusterOptions, madeFor, networkName } from './cluster-options.ts';
import { createContainer } from './create-container.ts';
import { type NodeContainer, mayReplace } from './node-container.ts';
import { differentCluster, startError } from './start-errors.ts';

/** What a node is raised with. */
export interface Raising {
  readonly options: LocalClusterOptions;
  readonly image: string;
  /** What an agent needs when its container is to be made; asked for only then. */
  readonly join?: () => Promise<{ readonly secret: string; readonly privileged: boolean }>;
}

/**
 * Makes a node's container, or starts it again, or makes it anew of what it remembers.
 * @throws {UserError} `port-in-use`, `foreign-container` or `cluster-differs`
 */
export async function raiseNode(node: NodeContainer, raising: Raising, progress: Progress): Promise<void> {
  const { options, image, join } = raising;
  const found = await node.inspect();
  if (found && !(await putAside(node, found, raising, progress))) {
    await startAgain(node, found, raising, progress);
    return;
  }
  await createContainer({ options, node: node.node, image, ...(await join?.()) }, progress);
}

/**
 * Removes a container that cannot become the node, but not what the node remembers.
 * @returns whether it did
 */
async function putAside(
  { node, container }: NodeContainer,
  found: ContainerInspectInfo,
  { options, image }: Raising,
  progress: Progress,
): Promise<boolean> {
  // Never started, since whoever made it was stopped between the two.
  const neverRan = found.State.Status === 'created';
  if (!neverRan) {
    const isOther = found.Config.Image !== image;
    const hasOtherPorts =
      node.role === 'server' && madeFor(found.Config.Labels)?.publicServices !== options.publicServices;
    const isOutdated = hasOtherPorts || found.HostConfig.NetworkMode !== networkName(options.name);
    if (isOther ? !(await mayReplace(found.Image, image)) : !isOutdated) return false;
    progress(`making the node ${node.name} anew, of another version; the cluster keeps its state`);
    // Asked to end first, so that its database is whole.
    if (found.State.Running) await container.stop();
  }
  await container.remove({ v: true });
  return true;
}

async function startAgain(
  { node, container }: NodeContainer,
  found: ContainerInspectInfo,
  { options, image }: Raising,
  progress: Progress,
): Promise<void> {
  if (found.Config.Image !== image) {
    throw differentCluster(options.name, [`its image is ${found.Config.Image}, not ${image}`]);
  }
  const { Running, Paused } = found.State;
  if (Paused) await container.unpause();
  if (Running) return;
  progress(`starting the node ${node.name} again`);
  await container.start().catch((error: unknown) => {
    throw startError(error, options);
  });
}
