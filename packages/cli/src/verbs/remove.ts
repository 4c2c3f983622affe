import { UserError } from '@eks-practice/errors/user-error';
import { removeOwnImages } from '@eks-practice/machine/docker/own-images';
import type { Stage } from '@eks-practice/stages/stage';
import { dockerStep } from '../deploy/docker-step.ts';
import { stageToRemove } from '../removal/remove-target.ts';
import { heldLocalCluster } from '../lock/held.ts';
import { type LocalTarget, localTarget } from '../place/local-target.ts';
import { onCluster } from '../lock/on-cluster.ts';
import type { GlobalOptions } from '../options.ts';
import { printHeader } from '../output/header.ts';
import { type Step, runSteps } from '../output/steps.ts';

export interface RemoveOptions extends GlobalOptions {
  readonly confirm?: string;
  /** Whether to remove the images that were built here as well: those of every cluster, so not without being asked. */
  readonly images: boolean;
  /** Do not ask before a stage on EKS goes. */
  readonly yes: boolean;
  /** The EKS cluster of a stage that stages.ts no longer has. */
  readonly cluster?: string;
}

export async function remove({ stage: name, confirm, cluster, ...options }: RemoveOptions): Promise<void> {
  const { local, eks } = stageToRemove(name, cluster);
  requireConfirmation({ name, protected: (local ?? eks).protected }, confirm);
  if (local) return removeLocal(local, options);
  if (options.images) {
    throw new UserError(`--images is about this machine, and stage ${name} is on EKS.`, {
      code: 'invalid-option',
      remedy: 'Leave it out. The images in the registry go with the cluster.',
    });
  }
  const { removeEksStage } = await import('../removal/remove-stage.ts');
  await removeEksStage(eks, options);
}

async function removeLocal(stage: Stage, { json, images }: Pick<RemoveOptions, 'json' | 'images'>): Promise<void> {
  const target = localTarget(stage);
  if (!json) printHeader(stage);
  await onCluster('remove', heldLocalCluster(target.cluster.name), (signal) =>
    runSteps([...removal(target), ...(images ? [imageRemoval] : [])], {
      quiet: json,
      signal,
      goOn: 'npx eks-practice remove',
    }),
  );
  const { name } = stage;
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

/**
 * @throws {UserError} `protected-stage`, unless the stage is unprotected or was named in confirmation; `invalid-option` where
 * another was named
 */
export function requireConfirmation(
  { name, protected: isProtected }: Pick<Stage, 'name' | 'protected'>,
  confirm?: string,
): void {
  // Whoever names one stage must not lose another, as the default.
  if (confirm !== undefined && confirm !== name) {
    throw new UserError(`--confirm ${confirm} names another stage than ${name}, which would be removed.`, {
      code: 'invalid-option',
      remedy: `Say which is meant: npx eks-practice remove --stage ${confirm}, or --stage ${name}.`,
    });
  }
  if (!isProtected || confirm === name) return;
  throw new UserError(`Stage ${name} is protected.`, {
    code: 'protected-stage',
    remedy: `If you mean it: npx eks-practice remove --stage ${name} --confirm ${name}`,
  });
}
