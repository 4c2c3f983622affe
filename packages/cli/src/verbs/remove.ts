import { UserError } from '@eks-practice/errors/user-error';
import { ensureDocker } from '@eks-practice/machine/docker-daemon';
import type { Stage } from '@eks-practice/stages/stage';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { localTarget } from '../local-target.ts';
import type { GlobalOptions } from '../options.ts';
import { printHeader } from '../output/header.ts';
import { runSteps } from '../output/steps.ts';

export interface RemoveOptions extends GlobalOptions {
  readonly confirm?: string;
}

export async function remove({ stage: name, json, confirm }: RemoveOptions): Promise<void> {
  const stage = stageNamed(name);
  const { cluster } = localTarget(stage);
  requireConfirmation(stage, confirm);
  if (!json) printHeader(stage);
  await runSteps(
    [
      { title: 'Docker', run: async (progress) => void (await ensureDocker(progress)) },
      { title: 'Cluster and all that it kept', run: async (progress) => void (await cluster.remove(progress)) },
    ],
    { quiet: json },
  );
  console.log(json ? JSON.stringify({ stage: name, removed: true }) : `\nStage ${name} and its cluster are gone.`);
}

/** @throws {UserError} `protected-stage`, unless the stage is unprotected or was named in confirmation */
export function requireConfirmation(
  { name, protected: isProtected }: Pick<Stage, 'name' | 'protected'>,
  confirm?: string,
): void {
  if (!isProtected || confirm === name) return;
  throw new UserError(`Stage ${name} is protected.`, {
    code: 'protected-stage',
    remedy: `If you mean it: npx eks-practice remove --stage ${name} --confirm ${name}`,
  });
}
