import { didYouMean } from '@eks-practice/errors/did-you-mean';
import { UserError } from '@eks-practice/errors/user-error';
import type { Cluster } from './model.ts';
import { previewStage } from './preview-stage.ts';
import type { App, Named, Stage } from './stage.ts';
import { app as ownApp } from './stages.ts';

/**
 * The stage of that name; `pr-<number>` is made from the stage that `previews` says.
 * @throws {UserError} `unknown-stage`, naming those that exist
 */
export function stageNamed(name: string, app: App = ownApp): Stage {
  const found = own(app.stages, name) ?? previewStage(name, app);
  if (found) return found;
  const known = Object.keys(app.stages);
  throw new UserError(`There is no stage ${JSON.stringify(name)}.${didYouMean(name, known)}`, {
    code: 'unknown-stage',
    remedy: `Choose one of: ${[...known, ...(app.previews ? ['pr-<number>'] : [])].join(', ')}; or add it to packages/stages/src/stages.ts.`,
  });
}

/**
 * The cluster of that name.
 * @throws {UserError} `unknown-cluster`, naming those that exist
 */
export function clusterNamed(name: string, app: App = ownApp): Named<Cluster> {
  const found = own(app.clusters, name);
  if (found) return found;
  const known = Object.keys(app.clusters);
  throw new UserError(`There is no cluster ${JSON.stringify(name)}.${didYouMean(name, known)}`, {
    code: 'unknown-cluster',
    remedy: `Choose one of: ${known.join(', ')}; or add it to packages/stages/src/stages.ts.`,
  });
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
