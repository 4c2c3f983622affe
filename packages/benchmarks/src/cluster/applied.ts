import { setTimeout as sleep } from 'node:timers/promises';
import { managedBy } from '@eks-practice/workloads/labels';
import type { KubernetesObject } from '@eks-practice/workloads/stage-objects';
import {
  type KubernetesObject as ApiObject,
  AppsV1Api,
  CoreV1Api,
  type KubeConfig,
  KubernetesObjectApi,
  PatchStrategy,
} from '@kubernetes/client-node';

/** Fifty pods that start at once on two cores take minutes. */
const patienceMs = 600_000;

/** Applies objects as the tool does: one after the other, each read before and applied by the server. */
export async function apply(config: KubeConfig, objects: readonly KubernetesObject[]): Promise<void> {
  const api = KubernetesObjectApi.makeApiClient(config);
  for (const object of objects) {
    const wanted = object as unknown as ApiObject & { metadata: { name: string } };
    await api.read(wanted).catch(unlessMissing);
    await api.patch(wanted, undefined, undefined, managedBy, true, PatchStrategy.ServerSideApply);
  }
}

/**
 * Waits until every Deployment of a namespace has so many pods ready.
 * @param replicas of each; @default - what the Deployment asks for itself
 * @throws {Error} after ten minutes, saying which are not
 */
export async function untilReady(config: KubeConfig, namespace: string, replicas?: number): Promise<void> {
  const apps = config.makeApiClient(AppsV1Api);
  const unready = async () => {
    const { items } = await apps.listNamespacedDeployment({ namespace });
    return items.filter(({ spec, status }) => {
      const wanted = replicas ?? spec?.replicas;
      return status?.readyReplicas !== wanted || status?.replicas !== wanted;
    });
  };
  const start = Date.now();
  for (let left = await unready(); left.length > 0; left = await unready()) {
    if (Date.now() - start > patienceMs) {
      throw new Error(`${left.map(({ metadata }) => metadata?.name).join(', ')} did not get ready`);
    }
    await sleep(200);
  }
}

/** Deletes a namespace and waits until its pods are gone, which the next measurement would have to share the machine with. */
export async function removeNamespace(config: KubeConfig, namespace: string): Promise<void> {
  const core = config.makeApiClient(CoreV1Api);
  await core.deleteNamespace({ name: namespace });
  const start = Date.now();
  while (await core.readNamespace({ name: namespace }).catch(unlessMissing)) {
    if (Date.now() - start > patienceMs) throw new Error(`the namespace ${namespace} does not go`);
    await sleep(500);
  }
}

/** Holds every autoscaler of a namespace at so many pods. */
export async function holdReplicas(config: KubeConfig, namespace: string, names: readonly string[], replicas: number) {
  const api = KubernetesObjectApi.makeApiClient(config);
  for (const name of names) {
    const header = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name, namespace } };
    const held = { ...header, spec: { minReplicas: replicas, maxReplicas: replicas } };
    await api.patch(held, undefined, undefined, undefined, undefined, PatchStrategy.MergePatch);
  }
}

function unlessMissing(error: unknown): undefined {
  if ((error as { code?: number } | undefined)?.code !== 404) throw error;
}
