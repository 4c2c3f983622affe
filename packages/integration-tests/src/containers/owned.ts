import { docker } from '@eks-practice/machine/docker/docker';
import { thisOwner } from './owner.ts';

const ownerLabel = 'eks-practice.test-owner';
const networkLabel = 'eks-practice.test-network';

/** A container or network that a test made. */
export interface Owned {
  readonly kind: 'container' | 'network';
  readonly id: string;
  readonly owner: string;
  /** The name of the test network that it is, or belongs to. */
  readonly network: string;
  readonly ageSeconds: number;
}

/** The labels by which something that a test makes is found again. */
export function ownedLabels(network: string): Record<string, string> {
  return { [ownerLabel]: thisOwner, [networkLabel]: network };
}

/** Everything that tests made and that is still there, containers before the networks that they are on. */
export async function listOwned(): Promise<Owned[]> {
  const filters = { label: [ownerLabel] };
  const containers = await docker.listContainers({ all: true, filters });
  const networks = await docker.listNetworks({ filters });
  return [
    ...containers.map(({ Id, Labels, Created }) => owned('container', Id, Labels, Created)),
    ...networks.map(({ Id, Labels, Created }) => owned('network', Id, Labels, Date.parse(Created) / 1000)),
  ];
}

function owned(
  kind: Owned['kind'],
  id: string,
  labels: Readonly<Record<string, string>> = {},
  createdSeconds: number,
): Owned {
  const ageSeconds = Date.now() / 1000 - createdSeconds;
  return { kind, id, owner: labels[ownerLabel] ?? '', network: labels[networkLabel] ?? '', ageSeconds };
}

/** Removes them, running or not. */
export async function removeOwned(things: readonly Owned[]): Promise<void> {
  const idsOf = (kind: Owned['kind']) => things.filter((thing) => thing.kind === kind).map(({ id }) => id);
  await Promise.all(
    idsOf('container').map((id) => ifStillThere(docker.getContainer(id).remove({ force: true, v: true }))),
  );
  await Promise.all(idsOf('network').map((id) => ifStillThere(docker.getNetwork(id).remove())));
}

/** Another run may clean up after the same dead one: what is gone (404) or going (409) is none of our business. */
async function ifStillThere(removal: Promise<unknown>): Promise<void> {
  await removal.catch((error: { statusCode?: number }) => {
    if (error.statusCode !== 404 && error.statusCode !== 409) throw error;
  });
}
