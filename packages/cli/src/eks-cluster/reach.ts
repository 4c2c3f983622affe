import path from 'node:path';
import { type ClusterAccess, clusterAccess } from '@eks-practice/aws/cluster/cluster-access';
import { type ClusterToken, clusterToken } from '@eks-practice/aws/cluster/cluster-token';
import { kubeconfigFor } from '@eks-practice/aws/cluster/kubeconfig';
import type { AwsSession } from '@eks-practice/aws/session';
import { writeKubeconfig } from '@eks-practice/local-cluster/kubeconfig';
import { dataDirectory } from '@eks-practice/machine/disk/directories';
import { fromRoot } from '@eks-practice/machine/repository';
import type { EksCluster, Named } from '@eks-practice/stages/stage';
import { KubeConfig } from '@kubernetes/client-node';
import { type KubernetesClient, clientOf } from '../kubernetes/client.ts';

/** Where the tool keeps the kubeconfig of a cluster on EKS: a file of its own, never ~/.kube/config. */
export function eksKubeconfigPath({ name }: Named<EksCluster>): string {
  return path.join(dataDirectory, 'eks', name, 'kubeconfig.yaml');
}

/** Writes that kubeconfig. Whoever reads it asks this tool for its token, so that nothing else need be installed. */
export async function writeEksKubeconfig(cluster: Named<EksCluster>, access: ClusterAccess): Promise<void> {
  const args = [fromRoot('packages/cli/bin/launch.cjs'), 'token', cluster.name];
  await writeKubeconfig(eksKubeconfigPath(cluster), kubeconfigFor(access, { command: process.execPath, args }));
}

/**
 * The Kubernetes API of a cluster on EKS, as its administrator.
 * @throws {UserError} `cluster-missing` and its like, or where AWS does not let these credentials in
 */
export async function eksClient(session: AwsSession, cluster: Named<EksCluster>): Promise<KubernetesClient> {
  return clientTo(session, await clusterAccess(session, cluster));
}

/** The authenticator's name in a kubeconfig that is never written. */
const ownProvider = 'eks-practice';

/**
 * As the kubeconfig that is written, but with the token made in this process: no second one starts for it, and what AWS
 * says against it stays an error with its remedy.
 */
export async function clientTo(session: AwsSession, access: ClusterAccess): Promise<KubernetesClient> {
  let token: Promise<ClusterToken> = clusterToken(session, access);
  await token;
  const config = new KubeConfig();
  config.addAuthenticator({
    isAuthProvider: ({ authProvider }) => (authProvider as { name?: string } | undefined)?.name === ownProvider,
    applyAuthentication: async (_, request) => {
      if ((await token).expiresAt.getTime() < Date.now()) token = clusterToken(session, access);
      request.headers = { ...request.headers, authorization: `Bearer ${(await token).token}` };
    },
  });
  const name = access.clusterName;
  config.loadFromOptions({
    clusters: [{ name, server: access.endpoint, caData: access.certificateAuthority }],
    users: [{ name, authProvider: { name: ownProvider } }],
    contexts: [{ name, cluster: name, user: name }],
    currentContext: name,
  });
  return clientOf(config);
}
