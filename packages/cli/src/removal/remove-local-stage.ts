import { isDockerAbsent } from '@eks-practice/machine/docker/docker-daemon';
import { removeOwnImages } from '@eks-practice/machine/docker/own-images';
import type { Stage } from '@eks-practice/stages/stage';
import { dockerStep } from '../deploy/docker-step.ts';
import { heldLocalCluster } from '../lock/held.ts';
import { onCluster } from '../lock/on-cluster.ts';
import type { JsonOption } from '../options.ts';
import { printHeader } from '../output/header.ts';
import { type Step, runSteps } from '../output/steps.ts';
import { type LocalTarget, localTarget } from '../place/local-target.ts';

export interface RemoveLocalOptions extends JsonOption {
  /** Whether to remove the images that were built here as well. */
  readonly images: boolean;
}

/**
 * Removes the cluster on this machine and all that it kept. Without Docker there can be none, and none is installed to
 * find that out.
 * @param nothingCanBe whether there is no Docker; tests have their own
 */
export async function removeLocalStage(
  stage: Stage,
  { json, images }: RemoveLocalOptions,
  nothingCanBe: () => Promise<boolean> = isDockerAbsent,
): Promise<void> {
  const { name } = stage;
  if (await nothingCanBe()) {
    const why = 'Docker is not installed on this machine, so there is nothing of it here to remove.';
    return console.log(json ? JSON.stringify({ stage: name, removed: false }) : `Stage ${name}: ${why}`);
  }
  const target = localTarget(stage);
  if (!json) printHeader(stage);
  await onCluster('remove', heldLocalCluster(target.cluster.name), (signal) =>
    runSteps([...removal(target), ...(images ? [imageRemoval] : [])], {
      quiet: json,
      signal,
      goOn: 'npx eks-practice remove',
    }),
  );
  console.log(json ? JSON.stringify({ stage: name, removed: true }) : `\nStage ${name} and its cluster are gone.`);
}

function removal({ cluster }: LocalTarget): Step[] {
  return [
    dockerStep,
    {
      title: 'Cluster and all that it kept',
      leaves: 'A part of the cluster is gone. A deploy makes a new one of what is left.',
      run: async (progress) => void (await cluster.remove(progress)),
    },
  ];
}

const imageRemoval: Step = {
  title: 'Images',
  leaves: 'Some of the images are gone; what is needed again is built again.',
  run: async () => `${(await removeOwnImages()).length} removed`,
};
