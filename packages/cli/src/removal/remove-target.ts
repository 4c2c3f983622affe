import { UserError } from '@eks-practice/errors/user-error';
import { type App, type EksStage, type Stage, isOnEks } from '@eks-practice/stages/stage';
import { name as stageName } from '@eks-practice/stages/model';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { eksClusterNamed } from '../eks-cluster/eks-cluster-named.ts';
import type { StageToRemove } from './remove-stage.ts';

/** One of the two. */
export type RemovalTarget =
  | { readonly local: Stage; readonly eks?: undefined }
  | { readonly local?: undefined; readonly eks: StageToRemove & Pick<EksStage, 'protected'> };

/**
 * What `remove` is asked to remove. With a cluster named, the stage need not be in stages.ts any more, or may have been moved.
 * @param app default: the one of stages.ts
 * @throws {UserError} `unknown-stage`, `unknown-cluster` or `not-on-eks`
 */
export function stageToRemove(name: string, cluster: string | undefined, app?: App): RemovalTarget {
  const known = knownStage(name, app);
  if (cluster !== undefined) {
    const on = eksClusterNamed(cluster, app);
    const isThere = known instanceof UserError ? false : known.cluster.name === cluster;
    return { eks: { name, cluster: on, known: isThere, protected: !(known instanceof UserError) && known.protected } };
  }
  if (known instanceof UserError) throw withWayOut(known, name);
  if (!isOnEks(known)) return { local: known };
  return { eks: { name, cluster: known.cluster, known: true, protected: known.protected } };
}

/** @returns the error where there is no such stage, but could have been */
export function knownStage(name: string, app?: App): Stage | UserError {
  try {
    return stageNamed(name, app);
  } catch (error) {
    if (error instanceof UserError && error.code === 'unknown-stage' && isStageName(name)) return error;
    throw error;
  }
}

/** As stages.ts allows them, so that nothing else comes to a stack's name or a command that is shown. */
function isStageName(name: string): boolean {
  return stageName.safeParse(name).success;
}

function withWayOut({ message, code, remedy }: UserError, name: string): UserError {
  const command = `npx eks-practice remove --stage ${name} --cluster <its EKS cluster>`;
  return new UserError(message, { code, remedy: `${remedy}\n  If it is still deployed: ${command}` });
}
