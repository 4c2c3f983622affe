import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { UserError } from '@eks-practice/errors/user-error';
import { clusterParameters } from '@eks-practice/infra/names';
import type { EksCluster, Named } from '@eks-practice/stages/stage';
import { answeredByAws, unlessNamed } from '../aws-error.ts';
import { describeCluster } from './describe-cluster.ts';
import type { AwsSession } from '../session.ts';

/** How a cluster's Kubernetes API is reached. */
export interface ClusterAccess {
  readonly clusterName: string;
  readonly region: string;
  /** The Kubernetes API's URL. */
  readonly endpoint: string;
  /** What the API's certificate is signed with, PEM in base64. */
  readonly certificateAuthority: string;
  /** The control plane's minor version, e.g. `1.36`. */
  readonly version: string;
  /** The role to assume: it administers the cluster through the Kubernetes API. */
  readonly adminRoleArn: string;
}

/** A control plane that is being updated answers all the while. */
const usable = ['ACTIVE', 'UPDATING'];

/** A cluster as EKS has it. */
export interface ClusterState {
  /** As EKS says it, e.g. `ACTIVE` or `CREATING`. */
  readonly status: string;
  /** Whether its Kubernetes API can be asked. */
  readonly answers: boolean;
}

/** How the cluster stands; undefined where there is none. */
export async function clusterState(session: AwsSession, cluster: Named<EksCluster>): Promise<ClusterState | undefined> {
  const found = await describeCluster(session, cluster.name);
  if (!found) return undefined;
  const { status = 'UNKNOWN' } = found;
  return { status, answers: usable.includes(status) };
}

/**
 * Asks EKS where the cluster is, and SSM for the role that its stack made for whoever works in it.
 * @throws {UserError} `cluster-missing`, `cluster-not-active` or `cluster-incomplete`
 */
export async function clusterAccess(session: AwsSession, cluster: Named<EksCluster>): Promise<ClusterAccess> {
  const { name } = cluster;
  const [found, adminRoleArn] = await Promise.all([describeCluster(session, name), adminRole(session, name)]);
  const deploy = `npx eks-practice cluster deploy ${name}`;
  if (!found) {
    throw new UserError(
      `There is no EKS cluster ${name} in ${session.region} of the account ${session.account}, where its stages would go.`,
      { code: 'cluster-missing', remedy: `Make it, once for all its stages, in some 20 minutes: ${deploy}` },
    );
  }
  const { status, endpoint, version, certificateAuthority } = found;
  if (!usable.includes(status ?? '') || !endpoint || !version || !certificateAuthority?.data) {
    throw new UserError(`The EKS cluster ${name} is ${status}, so its Kubernetes API cannot be asked.`, {
      code: 'cluster-not-active',
      remedy: status === 'CREATING' ? 'Wait until it is made, then try again.' : `See what keeps it from it: ${deploy}`,
    });
  }
  if (!adminRoleArn) {
    throw new UserError(
      `The EKS cluster ${name} has no role to work in it: there is no SSM parameter ${clusterParameters(name).adminRole}.`,
      { code: 'cluster-incomplete', remedy: `Its stack was not finished, or is another's. To finish it: ${deploy}` },
    );
  }
  const { region } = session;
  return {
    clusterName: name,
    region,
    endpoint,
    certificateAuthority: certificateAuthority.data,
    version,
    adminRoleArn,
  };
}

async function adminRole({ region }: AwsSession, cluster: string): Promise<string | undefined> {
  const { adminRole: Name } = clusterParameters(cluster);
  const answer = new SSMClient({ region }).send(new GetParameterCommand({ Name }));
  return (await answeredByAws(answer.catch(unlessNamed('ParameterNotFound'))))?.Parameter?.Value;
}
