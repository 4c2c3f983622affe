import { stageNotices } from '@eks-practice/guards/stage-notices';
import type { EksCluster, Named } from '@eks-practice/stages/stage';
import { heldEksCluster } from '../lock/held.ts';
import { onCluster } from '../lock/on-cluster.ts';
import { runSteps } from '../output/steps.ts';
import { announceCluster } from './cluster-header.ts';
import { type ClusterFlow, clusterSteps } from './cluster-steps.ts';

/** Makes the cluster, or changes it to what stages.ts and infra say. */
export async function deployCluster(cluster: Named<EksCluster>, { json }: { readonly json: boolean }): Promise<void> {
  const { name } = cluster;
  const session = await announceCluster(cluster, { json });
  const flow: ClusterFlow = {};
  await onCluster('cluster deploy', heldEksCluster(name), (signal) =>
    runSteps(clusterSteps(cluster, session, { flow, signal, upgrades: false }), {
      quiet: json,
      signal,
      goOn: `npx eks-practice cluster deploy ${name}`,
    }),
  );
  console.log(json ? JSON.stringify({ cluster: name, ...flow.deployed }) : outcome(name, flow));
}

/** What a person is told at the end. */
function outcome(name: string, { checked, deployed }: ClusterFlow): string {
  const heading = deployed?.changed
    ? `Cluster ${name} is deployed.`
    : `Nothing to do: cluster ${name} is as it should be.`;
  const notices = checked ? stageNotices(checked.stage) : [];
  const next = `Next: npx eks-practice deploy --stage ${checked?.stage.name}`;
  return ['', heading, ...notices.map((notice) => `  ! ${notice}`), next].join('\n');
}
