import { managedBy } from '@eks-practice/workloads/labels';
import { objectKinds } from '@eks-practice/workloads/object-kinds';
import type { KubernetesObject } from '@kubernetes/client-node';
import type { KubernetesClient } from './client.ts';

/** What a namespace holds of ours: whatever carries our label, of every kind that a stage may have, in that order. */
export async function ownObjects({ objects }: KubernetesClient, namespace: string): Promise<KubernetesObject[]> {
  const selector = `app.kubernetes.io/managed-by=${managedBy}`;
  const none = undefined;
  const lists = await Promise.all(
    objectKinds.map(async ({ apiVersion, kind }) => {
      const { items } = await objects.list(apiVersion, kind, namespace, none, none, none, none, selector);
      // The members of a list do not say of which kind they are.
      return items.map((item) => ({ ...item, apiVersion, kind }));
    }),
  );
  return lists.flat();
}
