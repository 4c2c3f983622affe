import { type ObjectChange, objectChanges } from '@eks-practice/aws/diff/object-changes';
import { managedBy } from '@eks-practice/workloads/labels';
import type { KubernetesObject } from '@eks-practice/workloads/stage-objects';
import { type KubernetesObject as ApiObject, PatchStrategy } from '@kubernetes/client-node';
import { type KubernetesClient, isMissing } from '../kubernetes/client.ts';
import { ownObjects } from '../kubernetes/own-objects.ts';
import { stated } from '../kubernetes/stated.ts';

/** What of a namespace a deploy would change. */
export interface NamespaceDiff {
  /** Whether the namespace is there; where not, everything is created. */
  readonly deployed: boolean;
  readonly kubernetes: readonly ObjectChange[];
}

/**
 * Holds what is in a namespace against what applying these objects would make of it: the API server says so itself, by an
 * apply that it does not keep. So what others have written to other fields is no change.
 */
export async function namespaceDiff(
  client: KubernetesClient,
  namespace: string,
  objects: readonly KubernetesObject[],
): Promise<NamespaceDiff> {
  const found = await usableNamespace(client, namespace);
  if (!found) return { deployed: false, kubernetes: objectChanges([], objects) };
  const before = [found, ...(await ownObjects(client, namespace)).map(stated)];
  const had = new Set(before.map(nameOf));
  const after: KubernetesObject[] = [];
  for (const object of objects) after.push(had.has(nameOf(object)) ? await applied(client, object) : object);
  return { deployed: true, kubernetes: objectChanges(before, after) };
}

/** The namespace; nothing where it is not there, or on its way out with all that is in it. */
async function usableNamespace({ objects }: KubernetesClient, name: string): Promise<KubernetesObject | undefined> {
  try {
    const found = await objects.read({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    const { status } = found as { status?: { phase?: string } };
    return status?.phase === 'Terminating' ? undefined : stated(found);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** The object as it would be after an apply like that of a deploy. */
async function applied({ objects }: KubernetesClient, object: KubernetesObject): Promise<KubernetesObject> {
  const wanted = object as unknown as ApiObject & { metadata: { name: string } };
  return stated(await objects.patch(wanted, undefined, 'All', managedBy, true, PatchStrategy.ServerSideApply));
}

function nameOf({ kind, metadata }: KubernetesObject): string {
  return `${kind}/${metadata.name}`;
}
