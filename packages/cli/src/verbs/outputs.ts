import { services } from '@eks-practice/catalogue/services';
import type { ClusterState } from '@eks-practice/local-cluster/local-cluster';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { kubernetesClient } from '../kubernetes/client.ts';
import { localTarget } from '../local-target.ts';
import type { GlobalOptions } from '../options.ts';
import { clusterState } from '../running-cluster.ts';
import { type StageOutputs, outputsText, stageOutputs } from '../stage-outputs.ts';

/** Prints where to find a stage, without touching it. */
export async function outputs({ stage: name, json }: GlobalOptions): Promise<void> {
  const stage = stageNamed(name);
  const target = localTarget(stage);
  const state = await clusterState(target);
  const images = state === 'running' ? await deployedImages(target.cluster.kubeconfigPath, stage.name) : {};
  const found = stageOutputs(stage, target, images);
  console.log(json ? JSON.stringify({ ...found, state }, undefined, 2) : describeOutputs(found, state));
}

/** The outputs, and whether there is anything behind them now. */
export function describeOutputs(found: StageOutputs, state: ClusterState): string {
  const { stage, images } = found;
  if (state === 'running' && Object.keys(images).length > 0)
    return `Stage ${stage} is deployed.\n${outputsText(found)}`;
  const why = state === 'running' ? 'nothing is deployed yet' : `its cluster is ${state}`;
  return [
    `Stage ${stage}: ${why}. To bring it up: npx eks-practice deploy`,
    'Then it will be found here:',
    outputsText(found),
  ].join('\n');
}

/** What the Deployments of the namespace run now, which need not be what was built last. */
async function deployedImages(kubeconfigPath: string, namespace: string): Promise<Record<string, string>> {
  const { apps } = await kubernetesClient(kubeconfigPath);
  const { items } = await apps.listNamespacedDeployment({ namespace });
  const images = services.flatMap(({ name }): [string, string][] => {
    const deployment = items.find(({ metadata }) => metadata?.name === name);
    const image = deployment?.spec?.template.spec?.containers[0]?.image;
    return image === undefined ? [] : [[name, image]];
  });
  return Object.fromEntries(images);
}
