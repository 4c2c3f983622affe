import { requireBootstrap } from '@eks-practice/aws/stack/bootstrap';
import { deployStack } from '@eks-practice/aws/stack/deploy-stack';
import type { AwsSession } from '@eks-practice/aws/session';
import { controlPlane } from '@eks-practice/aws/cluster/upgrade-facts';
import { UserError } from '@eks-practice/errors/user-error';
import { clusterStackName } from '@eks-practice/infra/names';
import { kubernetesMinor } from '@eks-practice/stages/kubernetes-version';
import type { EksCluster, Named } from '@eks-practice/stages/stage';
import type { Step } from '../output/steps.ts';
import { type CheckedCluster, checkCluster } from './cluster-check.ts';
import { clusterCost } from '../deploy/cost-line.ts';
import { requireDistinctNames } from '../mistakes/stages-file.ts';

/** What the steps leave to each other, and to whoever runs them. */
export interface ClusterFlow {
  checked?: CheckedCluster;
  deployed?: { readonly changed: boolean; readonly outputs: Readonly<Record<string, string>> };
}

/** Guards, bootstrap, costs and stack: the whole line of a cluster's deploy. */
export function clusterSteps(
  cluster: Named<EksCluster>,
  session: AwsSession,
  { flow, signal, upgrades }: { readonly flow: ClusterFlow; readonly signal: AbortSignal; readonly upgrades: boolean },
): Step[] {
  const { name } = cluster;
  const stackName = clusterStackName(name);
  const checked = (): CheckedCluster => (flow.checked ??= checkCluster(cluster));
  return [
    {
      title: 'Guards',
      run: async () => {
        await requireDistinctNames();
        checked();
        return 'nothing speaks against it';
      },
    },
    {
      title: 'Account',
      run: async () => {
        await requireBootstrap(session, cluster);
        const deployed = (await controlPlane(session, name))?.version;
        if (!upgrades) requireSameVersion(name, deployed);
        return deployed ? 'is prepared for CDK' : 'is prepared for CDK; a new cluster takes some 20 minutes';
      },
    },
    { title: 'Cost', run: () => clusterCost(session, checked()) },
    {
      title: 'Stack',
      leaves: `CloudFormation goes on by itself with what it has been told about stack ${stackName}, or undoes it.`,
      run: async (progress) => {
        const { assembly } = checked();
        flow.deployed = await deployStack({ session, assembly, stackName, parameters: {}, progress, signal });
        return `${stackName} ${flow.deployed.changed ? 'is deployed' : 'is as it should be'}`;
      },
    },
  ];
}

/**
 * A deploy changes no version by the way: that is for an upgrade, which looks first.
 * @throws {UserError} `needs-upgrade`
 */
export function requireSameVersion(cluster: string, deployed: string | undefined): void {
  if (deployed === undefined || deployed === kubernetesMinor) return;
  throw new UserError(
    `Cluster ${cluster} runs Kubernetes ${deployed}, but packages/stages/src/kubernetes-version.ts says ${kubernetesMinor}.`,
    {
      code: 'needs-upgrade',
      remedy: `Upgrade it, which looks first at what must be in order: npx eks-practice cluster upgrade ${cluster}`,
    },
  );
}
