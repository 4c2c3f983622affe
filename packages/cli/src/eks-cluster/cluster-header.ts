import { type AwsSession, clusterSession } from '@eks-practice/aws/session';
import { kubernetesMinor } from '@eks-practice/stages/kubernetes-version';
import type { EksCluster, Named } from '@eks-practice/stages/stage';
import { inAws } from '../output/header.ts';
import { table } from '../output/table.ts';

/**
 * Asks AWS whose credentials these are, and says what is about to be worked on, before anything is.
 * @throws {UserError} where there are no credentials, or those of another account
 */
export async function announceCluster(
  cluster: Named<EksCluster>,
  { json }: { readonly json: boolean },
): Promise<AwsSession> {
  const session = await clusterSession(cluster);
  if (!json) console.log(`${clusterHeader(cluster.name, session)}\n`);
  return session;
}

function clusterHeader(cluster: string, session: AwsSession): string {
  return table([
    ['App', 'eks-practice'],
    ['Cluster', `${cluster} (Kubernetes ${kubernetesMinor} on EKS)`],
    ...inAws(session),
  ]);
}
