import type { EksCluster, Named } from '@eks-practice/stages/stage';
import type { RemoveClusterOptions } from '../removal/remove-cluster.ts';
import type { SweepOptions } from '../removal/sweep-stages.ts';
import type { JsonOption } from '../options.ts';
import type { DeliveryDeployOptions } from '../verbs/delivery-deploy.ts';
import { clusterVerb, program } from './program.ts';

/** What is done with a cluster on EKS, and with those who may deploy to it. */
export function addClusterVerbs(): void {
  const cluster = program.command('cluster').description('Make, change and remove a cluster on EKS.');

  clusterVerb(cluster, 'bootstrap', 'Prepare an account and region for CDK, once.', ['bootstrap dev']).action(
    async (name: string, options: JsonOption) => {
      const found = await eksCluster(name);
      await (await import('../eks-cluster/bootstrap.ts')).bootstrapCluster(found, options);
    },
  );

  clusterVerb(
    cluster,
    'deploy',
    'Make or change the network, the control plane, the nodes and the add-ons: some 20 minutes.',
    ['deploy dev'],
  ).action(async (name: string, options: JsonOption) => {
    const found = await eksCluster(name);
    await (await import('../eks-cluster/deploy.ts')).deployCluster(found, options);
  });

  clusterVerb(
    cluster,
    'diff',
    'Show what `cluster deploy` would change. Exit code 0 nothing, 1 something, 2 it cannot be told.',
    ['diff dev'],
  ).action(async (name: string, options: JsonOption) => {
    const found = await eksCluster(name);
    await (await import('../eks-cluster/diff.ts')).diffCluster(found, options);
  });

  clusterVerb(
    cluster,
    'upgrade',
    'Take the cluster one Kubernetes minor version on, once what must be checked first is in order.',
    ['upgrade dev'],
  ).action(async (name: string, options: JsonOption) => {
    const found = await eksCluster(name);
    await (await import('../eks-cluster/upgrade.ts')).upgradeCluster(found, options);
  });

  clusterVerb(cluster, 'remove', 'Delete the cluster and whatever costs money in it; its stages must be gone.', [
    'remove dev',
    'remove production --confirm production',
  ])
    .option('--confirm <cluster>', 'the name of a protected cluster, to show that it is meant')
    .option('--yes', 'do not ask', false)
    .action(async (name: string, options: RemoveClusterOptions) => {
      const found = await eksCluster(name);
      await (await import('../removal/remove-cluster.ts')).removeCluster(found, options);
    });

  clusterVerb(cluster, 'sweep', 'Remove the stages whose time to live is over.', ['sweep dev'])
    .option('--dry-run', 'only list them', false)
    .action(async (name: string, options: SweepOptions) => {
      const found = await eksCluster(name);
      await (await import('../removal/sweep-stages.ts')).sweepStages(found, options);
    });

  addDeliveryVerbs();

  // For kubectl and its like, which call it by the kubeconfig; not for people.
  program
    .command('token <cluster>', { hidden: true })
    .action(async (name: string) => (await import('../verbs/token.ts')).token(name));
}

function addDeliveryVerbs(): void {
  const delivery = program
    .command('delivery')
    .description('Let workflows on GitHub deploy to a cluster, by roles instead of keys.');

  clusterVerb(delivery, 'deploy', 'Make or change the roles, and print what to tell GitHub.')
    .option('--repository <owner/name>', 'the repository on GitHub (default: the one of the last time)')
    .option('--existing-provider', "the account has GitHub's identity provider already", false)
    .action(async (name: string, options: DeliveryDeployOptions) =>
      (await import('../verbs/delivery-deploy.ts')).deliveryDeploy(name, options),
    );

  clusterVerb(delivery, 'remove', 'Take the roles away.').action(async (name: string, options: JsonOption) =>
    (await import('../verbs/delivery-remove.ts')).deliveryRemove(name, options),
  );
}

/** CDK, which most of these verbs need, takes seconds to load: a mistake in the name is said before. */
async function eksCluster(name: string): Promise<Named<EksCluster>> {
  return (await import('../eks-cluster/eks-cluster-named.ts')).eksClusterNamed(name);
}
