import { clusterAccess } from '@eks-practice/aws/cluster/cluster-access';
import { clusterToken } from '@eks-practice/aws/cluster/cluster-token';
import { clusterSession } from '@eks-practice/aws/session';
import { UserError } from '@eks-practice/errors/user-error';
import { clusterNamed } from '@eks-practice/stages/stage-named';

/**
 * Prints a token for a cluster's Kubernetes API, as a kubeconfig's `exec` wants it:
 * https://kubernetes.io/docs/reference/config-api/client-authentication.v1/
 */
export async function token(name: string): Promise<void> {
  const cluster = clusterNamed(name);
  if (cluster.kind !== 'eks') {
    throw new UserError(`Cluster ${name} is not on EKS, and needs no token.`, {
      code: 'not-on-eks',
      remedy: 'Its kubeconfig has its own credentials: npx eks-practice kubeconfig',
    });
  }
  const session = await clusterSession(cluster);
  const { token, expiresAt } = await clusterToken(session, await clusterAccess(session, cluster));
  const credential = {
    apiVersion: 'client.authentication.k8s.io/v1',
    kind: 'ExecCredential',
    status: { token, expirationTimestamp: expiresAt.toISOString() },
  };
  console.log(JSON.stringify(credential));
}
