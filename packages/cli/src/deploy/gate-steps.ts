import { services } from '@eks-practice/catalogue/services';
import type { Stage } from '@eks-practice/stages/stage';
import { waitForAutoscalers } from '../kubernetes/autoscaler-gate.ts';
import type { KubernetesClient } from '../kubernetes/client.ts';
import { type RolloutPatience, waitForRollout } from '../kubernetes/rollout.ts';
import type { Step } from '../output/steps.ts';

/** Every deploy's end, wherever it goes: the pods are ready, and the autoscalers see them. */
export function gateSteps(stage: Stage, client: () => Promise<KubernetesClient>, patience?: RolloutPatience): Step[] {
  return [
    {
      title: 'Rollout',
      leaves: 'The objects are applied, and the cluster goes on rolling them out by itself.',
      run: async (progress) => {
        await waitForRollout(await client(), stage.name, leastReplicas(stage), progress, patience);
        return 'every pod is ready';
      },
    },
    {
      title: 'Autoscalers',
      leaves: 'The stage is deployed; only that it can scale has not been seen yet.',
      run: async (progress) => {
        const names = services.map(({ name }) => name);
        await waitForAutoscalers(await client(), stage.name, names, progress);
        return 'each reads a metric';
      },
    },
  ];
}

function leastReplicas({ services: settings }: Stage): Record<string, number> {
  return Object.fromEntries(Object.entries(settings).map(([name, { scaling }]) => [name, scaling.minReplicas]));
}
