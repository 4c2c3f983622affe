import { services } from '@eks-practice/catalogue/services';
import { managedBy } from '@eks-practice/workloads/labels';
import { type KubernetesObject, stageObjects } from '@eks-practice/workloads/stage-objects';
import {
  AppsV1Api,
  type KubernetesObject as ApiObject,
  KubernetesObjectApi,
  PatchStrategy,
} from '@kubernetes/client-node';
import type { DrillContext } from './drill.ts';
import { untilRolledOut } from './rollout.ts';
import { type StageEdit, asDeployed } from './stage-edits.ts';

/**
 * Does work on the stage as an edit has it, and undoes the edit whatever came of the work.
 * @throws what the work throws; the signal's reason
 */
export async function whileEdited<T>(context: DrillContext, edit: StageEdit, work: () => Promise<T>): Promise<T> {
  try {
    await applyStage(context, edit);
    await untilRolledOut(context);
    return await work();
  } finally {
    await restoreStage(context);
  }
}

/**
 * Makes the stage's objects as an edit has them, with the images that run now: by server-side apply in the name of a
 * deploy, so that the fields are the deploy's own, and the next one takes them back if the drill is killed.
 */
export async function applyStage({ config, stage }: DrillContext, edit: StageEdit): Promise<void> {
  const { items } = await config.makeApiClient(AppsV1Api).listNamespacedDeployment({ namespace: stage.name });
  const images = Object.fromEntries(
    services.map(({ name }) => {
      const found = items.find(({ metadata }) => metadata?.name === name);
      return [name, found?.spec?.template.spec?.containers[0]?.image ?? ''];
    }),
  );
  const objects = KubernetesObjectApi.makeApiClient(config);
  for (const object of stageObjects({ stage, images })) {
    const wanted = edit(object);
    if (wanted)
      await objects.patch(forApi(wanted), undefined, undefined, managedBy, true, PatchStrategy.ServerSideApply);
    else await objects.delete(forApi(object)).catch(unlessMissing);
  }
}

/** Leaves the stage as a deploy would, its pods rolled out; after an abort without waiting for them. */
export async function restoreStage(context: DrillContext): Promise<void> {
  await applyStage(context, asDeployed);
  if (!context.signal.aborted) await untilRolledOut(context);
}

function forApi(object: KubernetesObject): ApiObject & { metadata: { name: string } } {
  return object as unknown as ApiObject & { metadata: { name: string } };
}

function unlessMissing(error: unknown): void {
  if ((error as { code?: number }).code !== 404) throw error;
}
