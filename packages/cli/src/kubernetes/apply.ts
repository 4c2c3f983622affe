import { isDeepStrictEqual } from 'node:util';
import { managedBy } from '@eks-practice/workloads/labels';
import type { KubernetesObject } from '@eks-practice/workloads/stage-objects';
import { type KubernetesObject as ApiObject, PatchStrategy } from '@kubernetes/client-node';
import { type KubernetesClient, isMissing } from './client.ts';
import { ownObjects } from './own-objects.ts';
import { stated } from './stated.ts';
import { waitFor } from './wait-for.ts';

export type Action = 'created' | 'changed' | 'unchanged' | 'removed';

/** What was done with one object. */
export interface Change {
  readonly kind: string;
  readonly name: string;
  readonly action: Action;
}

/**
 * Makes the namespace hold these objects and none of ours besides: server-side apply, then the removal of what carries
 * our label and is not among them.
 */
export async function applyObjects(
  client: KubernetesClient,
  namespace: string,
  objects: readonly KubernetesObject[],
): Promise<Change[]> {
  await waitUntilUsable(client, namespace);
  const changes: Change[] = [];
  // One after another, in their order: a namespace before what is in it, a service account before its pods.
  for (const object of objects) changes.push(await apply(client, object));
  return [...changes, ...(await prune(client, namespace, objects))];
}

async function apply({ objects }: KubernetesClient, object: KubernetesObject): Promise<Change> {
  const wanted = object as unknown as ApiObject & { metadata: { name: string } };
  const before = await objects.read(wanted).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  // Forced: these fields are the stage's, whoever else has written to them meanwhile.
  const after = await objects.patch(wanted, undefined, undefined, managedBy, true, PatchStrategy.ServerSideApply);
  return { kind: object.kind, name: object.metadata.name, action: actionOf(before, after) };
}

/** Not by its version: between the two looks a controller may have written how the object stands. */
function actionOf(before: ApiObject | undefined, after: ApiObject): Action {
  if (before === undefined) return 'created';
  return isDeepStrictEqual(stated(before), stated(after)) ? 'unchanged' : 'changed';
}

async function prune(
  client: KubernetesClient,
  namespace: string,
  wanted: readonly KubernetesObject[],
): Promise<Change[]> {
  const keep = new Set(wanted.map(({ kind, metadata }) => `${kind}/${metadata.name}`));
  const none = undefined;
  const removed: Change[] = [];
  for (const { apiVersion = '', kind = '', metadata } of await ownObjects(client, namespace)) {
    const name = metadata?.name ?? '';
    if (keep.has(`${kind}/${name}`)) continue;
    const header = { apiVersion, kind, metadata: { name, namespace } };
    await client.objects.delete(header, none, none, none, none, 'Foreground');
    removed.push({ kind, name, action: 'removed' });
  }
  return removed;
}

/** A namespace that is being deleted refuses new objects until it is gone. */
async function waitUntilUsable({ core }: KubernetesClient, namespace: string): Promise<void> {
  await waitFor(`the namespace ${namespace}, which is being deleted, to be gone`, 120, async () => {
    try {
      const found = await core.readNamespace({ name: namespace });
      return found.status?.phase === 'Terminating' ? { pending: 'it still holds objects' } : { done: true };
    } catch (error) {
      if (isMissing(error)) return { done: true };
      throw error;
    }
  });
}
