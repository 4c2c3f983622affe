import { UserError } from '@eks-practice/errors/user-error';
import type { Stage } from '@eks-practice/stages/stage';
import type { GlobalOptions } from '../options.ts';
import { stageToRemove } from '../removal/remove-target.ts';

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
  if (local) return (await import('../removal/remove-local-stage.ts')).removeLocalStage(local, options);
  if (options.images) {
    throw new UserError(`--images is about this machine, and stage ${name} is on EKS.`, {
      code: 'invalid-option',
      remedy: 'Leave it out. The images in the registry go with the cluster.',
    });
  }
  const { removeEksStage } = await import('../removal/remove-stage.ts');
  await removeEksStage(eks, options);
}

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
