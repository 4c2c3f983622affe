import { UserError } from '@eks-practice/errors/user-error';
import type { ClusterState } from '@eks-practice/local-cluster/local-cluster';
import { requireDocker } from '@eks-practice/machine/docker-daemon';
import type { Stage } from '@eks-practice/stages/stage';
import type { LocalTarget } from './local-target.ts';

/** @throws {UserError} `docker-not-running` */
export async function clusterState({ cluster }: LocalTarget): Promise<ClusterState> {
  await requireDocker();
  return cluster.state();
}

/**
 * @param purpose finishes the sentence "there is nothing to …"
 * @throws {UserError} `cluster-not-running` or `docker-not-running`
 */
export async function requireRunningCluster(stage: Stage, target: LocalTarget, purpose: string): Promise<void> {
  const state = await clusterState(target);
  if (state === 'running') return;
  throw new UserError(`The cluster of stage ${stage.name} is ${state}, so there is nothing to ${purpose}.`, {
    code: 'cluster-not-running',
    remedy: `Run: npx eks-practice deploy --stage ${stage.name}`,
  });
}
