import { didYouMean } from '@eks-practice/errors/did-you-mean';
import { UserError } from '@eks-practice/errors/user-error';
import type { Stage } from './stage.ts';
import { app } from './stages.ts';

/**
 * The stage of that name.
 * @throws {UserError} `unknown-stage`, naming those that exist
 */
export function stageNamed(name: string, stages: Readonly<Record<string, Stage>> = app): Stage {
  const found = Object.hasOwn(stages, name) ? stages[name] : undefined;
  if (found) return found;
  const known = Object.keys(stages);
  throw new UserError(`There is no stage "${name}".${didYouMean(name, known)}`, {
    code: 'unknown-stage',
    remedy: `Choose one of: ${known.join(', ')}; or add it to packages/stages/src/stages.ts.`,
  });
}
