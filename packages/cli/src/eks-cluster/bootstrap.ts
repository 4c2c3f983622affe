import { bootstrap } from '@eks-practice/aws/stack/bootstrap';
import { announceCluster } from './cluster-header.ts';
import { heldAccount } from '../lock/held.ts';
import { onCluster } from '../lock/on-cluster.ts';
import { runSteps } from '../output/steps.ts';
import type { EksCluster, Named } from '@eks-practice/stages/stage';

/** Prepares the account and the region of a cluster for CDK. */
export async function bootstrapCluster(
  cluster: Named<EksCluster>,
  { json }: { readonly json: boolean },
): Promise<void> {
  const session = await announceCluster(cluster, { json });
  const { name } = cluster;
  const { account, region } = session;
  let changed = false;
  await onCluster('cluster bootstrap', heldAccount(session), (signal) =>
    runSteps(
      [
        {
          title: 'Bootstrap',
          leaves: 'CloudFormation goes on by itself with stack CDKToolkit.',
          run: async (progress) => {
            changed = (await bootstrap(session, progress)).changed;
            return changed ? 'stack CDKToolkit is deployed' : 'stack CDKToolkit is as it should be';
          },
        },
      ],
      { quiet: json, signal, goOn: `npx eks-practice cluster bootstrap ${name}` },
    ),
  );
  const deploy = `npx eks-practice cluster deploy ${name}`;
  console.log(json ? JSON.stringify({ account, region, changed }) : `\nThe account is prepared. Next: ${deploy}`);
}
