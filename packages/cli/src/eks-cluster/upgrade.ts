import { readinessOf } from '@eks-practice/aws/stack/stack-readiness';
import { readStack } from '@eks-practice/aws/stack/stack-state';
import { upgradeChecks, upgradeStep } from '@eks-practice/aws/cluster/upgrade-checks';
import { controlPlane, upgradeFacts } from '@eks-practice/aws/cluster/upgrade-facts';
import { UserError } from '@eks-practice/errors/user-error';
import { clusterStackName } from '@eks-practice/infra/names';
import { kubernetesMinor } from '@eks-practice/stages/kubernetes-version';
import type { EksCluster, Named } from '@eks-practice/stages/stage';
import { heldEksCluster } from '../lock/held.ts';
import { onCluster } from '../lock/on-cluster.ts';
import { runSteps } from '../output/steps.ts';
import { announceCluster } from './cluster-header.ts';
import type { ClusterFlow } from './cluster-steps.ts';
import { budgetsCheck, checklist, refuseUpgrade } from './upgrade-checks.ts';

/** One minor version on, to that of packages/stages/src/kubernetes-version.ts. */
export async function upgradeCluster(cluster: Named<EksCluster>, { json }: { readonly json: boolean }): Promise<void> {
  const { name } = cluster;
  const session = await announceCluster(cluster, { json });
  const now = await controlPlane(session, name);
  if (!now) {
    throw new UserError(`There is no cluster ${name} in ${session.region} to upgrade.`, {
      code: 'cluster-missing',
      remedy: `Make it, of Kubernetes ${kubernetesMinor}: npx eks-practice cluster deploy ${name}`,
    });
  }
  const from = now.version;
  if (upgradeStep(name, from, kubernetesMinor) === 'none') {
    // The control plane comes first; of an upgrade that was interrupted, the nodes may still be under way.
    const stack = await readStack(session, clusterStackName(name));
    if (stack) readinessOf(stack, session);
    console.log(json ? JSON.stringify({ cluster: name, version: from, changed: false }) : upToDate(name, from));
    return;
  }
  // From here on CDK is needed, which takes seconds to load.
  const { checkCluster } = await import('./cluster-check.ts');
  const { clusterSteps } = await import('./cluster-steps.ts');
  const checked = checkCluster(cluster);
  const facts = await upgradeFacts(session, name, { ...now, to: kubernetesMinor, template: checked.template });
  const checks = [...upgradeChecks(facts, kubernetesMinor), await budgetsCheck(cluster, session)];
  if (!json) console.log(`From Kubernetes ${from} to ${kubernetesMinor}:\n${checklist(checks)}\n`);
  refuseUpgrade(name, checks);
  const flow: ClusterFlow = { checked };
  await onCluster('cluster upgrade', heldEksCluster(name), (signal) =>
    runSteps(clusterSteps(cluster, session, { flow, signal, upgrades: true }), {
      quiet: json,
      signal,
      goOn: `npx eks-practice cluster upgrade ${name}`,
    }),
  );
  const result = { cluster: name, from, version: kubernetesMinor, changed: true, checks };
  console.log(json ? JSON.stringify(result) : `\nCluster ${name} runs Kubernetes ${kubernetesMinor}.`);
}

function upToDate(name: string, version: string): string {
  const next = Number(version.split('.')[1]) + 1;
  return [
    `Cluster ${name} runs Kubernetes ${version}, which is what packages/stages/src/kubernetes-version.ts says.`,
    `To take it to 1.${next}: set kubernetesMinor and kubernetesPatch there, and take @aws-cdk/lambda-layer-kubectl-v${next}`,
    'and the add-ons for it (infra/src/cluster/add-on-versions.ts) in infra; then run this again.',
  ].join('\n');
}
