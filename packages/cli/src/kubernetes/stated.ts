import type { KubernetesObject } from '@eks-practice/workloads/stage-objects';
import type { KubernetesObject as ApiObject } from '@kubernetes/client-node';

/** What the API server notes about an object. */
const notes = ['managedFields', 'generation', 'resourceVersion', 'uid', 'creationTimestamp'];

/** What an object says, without what is noted about it and how it stands. */
export function stated(object: ApiObject): KubernetesObject {
  // As JSON: the client makes dates of some texts.
  const { metadata = {}, ...rest } = JSON.parse(JSON.stringify(object)) as Record<string, object>;
  delete rest.status;
  const kept = Object.entries(metadata).filter(([name]) => !notes.includes(name));
  return { ...rest, metadata: Object.fromEntries(kept) } as unknown as KubernetesObject;
}
