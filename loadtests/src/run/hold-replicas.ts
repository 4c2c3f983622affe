import { reachedFrom } from '@eks-practice/catalogue/services';
import { AutoscalingV2Api, KubeConfig, PatchStrategy, setHeaderOptions } from '@kubernetes/client-node';
import type { LoadTarget } from '../load-target.ts';

/** Whose fields these are meanwhile; a deploy takes them back by force, should nobody have given them. */
const fieldManager = 'eks-practice-stress';

export interface HeldReplicas extends AsyncDisposable {
  /** How many pods of a service its autoscaler is to keep, whatever the load. */
  hold(replicas: number): Promise<void>;
}

/**
 * Takes the replicas of every service that the load reaches in hand: the bounds of its autoscaler, both set to one number.
 * So the autoscaler itself makes and removes the pods, and no other object is touched.
 * @returns what gives the autoscalers the bounds of the stage again when it is disposed of
 */
export function heldReplicas({ kubeconfigPath, service, stage }: LoadTarget): HeldReplicas {
  const config = new KubeConfig();
  config.loadFromFile(kubeconfigPath);
  const api = config.makeApiClient(AutoscalingV2Api);
  const merge = setHeaderOptions('Content-Type', PatchStrategy.MergePatch);
  const names = [...reachedFrom(service)];
  const bound = async (name: string, minReplicas: number, maxReplicas: number): Promise<void> => {
    const body = { spec: { minReplicas, maxReplicas } };
    await api.patchNamespacedHorizontalPodAutoscaler({ name, namespace: stage.name, body, fieldManager }, merge);
  };
  return {
    hold: async (replicas) => {
      for (const name of names) await bound(name, replicas, replicas);
    },
    [Symbol.asyncDispose]: async () => {
      for (const name of names) {
        const scaling = stage.services[name]?.scaling;
        if (scaling) await bound(name, scaling.minReplicas, scaling.maxReplicas);
      }
    },
  };
}
