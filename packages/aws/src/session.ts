import type { EksCluster, Named } from '@eks-practice/stages/stage';
import { UserError } from '@eks-practice/errors/user-error';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { answeredByAws } from './aws-error.ts';
import { partitionOf } from './partition.ts';

/** Who asks AWS, and where. Clients are made of it: `new EKSClient({ region })`; credentials come from the SDK's own chain. */
export interface AwsSession {
  /** The account of the credentials; it is the cluster's, where stages.ts names one. */
  readonly account: string;
  readonly region: string;
  /** Who the credentials belong to. */
  readonly callerArn: string;
}

/**
 * Asks AWS whose credentials these are.
 * @throws {UserError} `no-credentials`, `expired-credentials`, `invalid-credentials`, `aws-unreachable`
 */
export async function openSession({ region }: Pick<Named<EksCluster>, 'region'>): Promise<AwsSession> {
  const { Account, Arn } = await answeredByAws(new STSClient({ region }).send(new GetCallerIdentityCommand({})));
  return { account: Account ?? '', region, callerArn: Arn ?? '' };
}

/**
 * The same for a cluster of stages.ts, whose own account the credentials must be of.
 * @throws {UserError} as {@link openSession} and {@link requireAccount}
 */
export async function clusterSession(cluster: Named<EksCluster>): Promise<AwsSession> {
  const session = await openSession(cluster);
  requireAccount(session, cluster);
  return session;
}

/**
 * Sees to it that a cluster is worked on with its own account's credentials, and in its region.
 * @throws {UserError} `wrong-account`, `wrong-partition` or `wrong-region`
 */
export function requireAccount(session: AwsSession, cluster: Named<EksCluster>): void {
  const { account, region, callerArn } = session;
  if (region !== cluster.region) {
    throw new UserError(`Cluster ${cluster.name} is in ${cluster.region}, but AWS was asked in ${region}.`, {
      code: 'wrong-region',
      remedy: `Correct the region of cluster ${cluster.name} in packages/stages/src/stages.ts, or leave out what overrides it.`,
    });
  }
  const credentials = `The credentials${whichCredentials()} belong to`;
  const partition = callerArn.split(':')[1] ?? '';
  if (partition !== partitionOf(region)) {
    throw new UserError(
      `${credentials} the partition ${partition}, but ${region}, where cluster ${cluster.name} is, belongs to ${partitionOf(region)}.`,
      { code: 'wrong-partition', remedy: 'Choose credentials of an account there: AWS_PROFILE=<profile>.' },
    );
  }
  if (cluster.account === undefined || account === cluster.account) return;
  throw new UserError(
    `${credentials} account ${account} (${callerArn}), but cluster ${cluster.name} is in account ${cluster.account}.`,
    {
      code: 'wrong-account',
      remedy:
        `Choose credentials of account ${cluster.account}, with AWS_PROFILE=<profile>; or, if ${account} is meant, set ` +
        `\`account: '${account}'\` at cluster ${cluster.name} in packages/stages/src/stages.ts.`,
    },
  );
}

/** Where the SDK's chain has found them, as far as the environment tells. */
function whichCredentials({ AWS_PROFILE, AWS_ACCESS_KEY_ID } = process.env): string {
  if (AWS_PROFILE) return ` of the profile ${AWS_PROFILE}`;
  return AWS_ACCESS_KEY_ID ? ' in AWS_ACCESS_KEY_ID' : '';
}
