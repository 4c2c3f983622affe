import { AppsV1Api, CoreV1Api, PatchStrategy, setHeaderOptions } from '@kubernetes/client-node';
import type { DrillContext } from '../drill.ts';
import { isReady } from '../watching/pod-changes.ts';
import { secondsUntil } from '../wait.ts';

/** A part of Kubernetes itself that runs as a Deployment of kube-system. */
export interface SystemPart {
  /** Of the Deployment. */
  readonly name: 'metrics-server' | 'coredns';
  /** The value of its pods' label `k8s-app`. */
  readonly app: string;
}

export interface Absence<T> {
  readonly result: T;
  /** After how many seconds it was ready again; undefined where it was not. */
  readonly back: number | undefined;
}

const namespace = 'kube-system';

/** How long it may take to be ready again, in seconds. */
const patience = 120;

/**
 * Does work while a part of Kubernetes has no pods, and brings it back whatever came of the work.
 * A `deploy` brings it back as well, where a drill was killed.
 */
export async function withoutSystemPart<T>(
  { config }: DrillContext,
  { name, app }: SystemPart,
  work: () => Promise<T>,
): Promise<Absence<T>> {
  const apps = config.makeApiClient(AppsV1Api);
  const core = config.makeApiClient(CoreV1Api);
  const { spec } = await apps.readNamespacedDeployment({ namespace, name });
  const before = Math.max(1, spec?.replicas ?? 1);
  const merge = setHeaderOptions('Content-Type', PatchStrategy.MergePatch);
  const scaleTo = (replicas: number) =>
    apps.patchNamespacedDeploymentScale({ namespace, name, body: { spec: { replicas } } }, merge);
  const pods = async () => (await core.listNamespacedPod({ namespace, labelSelector: `k8s-app=${app}` })).items;
  let result: T;
  try {
    await scaleTo(0);
    // At once: how they would drain is not what is looked at.
    for (const { metadata } of await pods()) {
      const gone = { namespace, name: metadata?.name ?? '', gracePeriodSeconds: 0 };
      await core.deleteNamespacedPod(gone).catch(() => undefined);
    }
    result = await work();
  } finally {
    await scaleTo(before);
  }
  return { result, back: await secondsUntil(async () => (await pods()).some(isReady), patience) };
}
