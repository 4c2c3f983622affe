import { liftDeletionProtection } from '@eks-practice/aws/removal/deletion-protection';
import { type DeployedStage, deployedStages } from '@eks-practice/aws/removal/deployed-stages';
import { repositoryImages } from '@eks-practice/aws/removal/repository-images';
import { UserError } from '@eks-practice/errors/user-error';
import { clusterStackName } from '@eks-practice/infra/names';
import type { EksCluster, Named } from '@eks-practice/stages/stage';
import { heldEksCluster } from '../lock/held.ts';
import { onCluster } from '../lock/on-cluster.ts';
import { type Step, runSteps } from '../output/steps.ts';
import { announceCluster } from '../eks-cluster/cluster-header.ts';
import { confirmRemoval } from './confirm-removal.ts';
import { type PricedLeftover, leftoversText } from './remove-leftovers.ts';
import { type RemovalPlan, planRemoval } from './remove-plan.ts';
import { isDeployed, previewText } from './remove-preview.ts';
import type { RemoveEksOptions } from './remove-stage.ts';
import { removalSteps } from './remove-steps.ts';

export interface RemoveClusterOptions extends RemoveEksOptions {
  /** The name of a protected cluster. */
  readonly confirm?: string;
}

/** Shows what goes, asks, and removes a cluster that has no stages any more. */
export async function removeCluster(cluster: Named<EksCluster>, options: RemoveClusterOptions): Promise<void> {
  const { json, yes, confirm } = options;
  const { name } = cluster;
  requireClusterConfirmation(cluster, confirm);
  const session = await announceCluster(cluster, { json });
  refuseWithStages(name, await deployedStages(session, name));
  const plan = await planRemoval(session, cluster, { cluster: name }, clusterStackName(name));
  const deployed = isDeployed(plan);
  if (deployed && !json) console.log(`${previewText(plan, await whatIsLost(plan))}\n`);
  if (deployed) await confirmRemoval(`the cluster ${name} with all that is in it`, { yes, json });
  const left = await onCluster('cluster remove', heldEksCluster(name), async (signal) => {
    let found: PricedLeftover[] = [];
    const steps = [
      ...(plan.clusterAnswers ? [unprotect(plan, signal)] : []),
      ...removalSteps({ plan, signal, onLeftovers: (leftovers) => (found = leftovers) }),
    ];
    await runSteps(steps, { quiet: json, signal, goOn: `npx eks-practice cluster remove ${name}` });
    return found;
  });
  if (json) console.log(JSON.stringify({ cluster: name, removed: deployed, leftovers: left }));
  else {
    const outcome = deployed
      ? `Cluster ${name} is gone.`
      : `There is no cluster ${name}, so there was nothing to remove.`;
    console.log(`\n${outcome} ${leftoversText(left, session.region)}`);
  }
}

/** @throws {UserError} `protected-cluster`, unless the cluster is unprotected or was named in confirmation */
export function requireClusterConfirmation(
  { name, protected: isProtected }: Pick<Named<EksCluster>, 'name' | 'protected'>,
  confirm?: string,
): void {
  if (!isProtected || confirm === name) return;
  throw new UserError(`Cluster ${name} is protected.`, {
    code: 'protected-cluster',
    remedy: `If you mean it: npx eks-practice cluster remove ${name} --confirm ${name}`,
  });
}

/** @throws {UserError} `cluster-in-use`, naming the stages, those too that stages.ts no longer has */
export function refuseWithStages(cluster: string, deployed: readonly Pick<DeployedStage, 'stage'>[]): void {
  if (deployed.length === 0) return;
  const names = deployed.map(({ stage }) => stage);
  throw new UserError(
    `The cluster ${cluster} still has the ${names.length > 1 ? 'stages' : 'stage'} ${names.join(', ')}.`,
    {
      code: 'cluster-in-use',
      remedy: [
        'Without the cluster nothing could delete their load balancers. Remove them first:',
        ...names.map((stage) => `npx eks-practice remove --stage ${stage} --cluster ${cluster}`),
      ].join('\n  '),
    },
  );
}

function unprotect({ session, scope }: RemovalPlan, signal: AbortSignal): Step {
  return {
    title: 'Deletion protection',
    leaves: 'The cluster may no longer be protected from deletion; `cluster deploy` protects it again.',
    run: async (progress) =>
      (await liftDeletionProtection(session, scope.cluster, { progress, signal })) ? 'lifted' : 'there is none',
  };
}

async function whatIsLost({ session, resources, cluster }: RemovalPlan): Promise<{ lost: string[]; stays: string[] }> {
  const images = Object.entries(await repositoryImages(session, resources));
  const lines = images.map(([repository, count]) => `Repository ${repository} with ${count} images`);
  // What is protected is kept by its stack: see infra/src/cluster.
  const kept = cluster.protected ? lines : [];
  return {
    lost: cluster.protected ? [] : lines,
    stays: [...kept, "the account's CDK bootstrap, which other clusters may use"],
  };
}
