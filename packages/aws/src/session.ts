import type { EksCluster, Named } from '@eks-practice/stages/stage';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { answeredByAws } from './aws-error.ts';

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
 * @throws {UserError} `no-credentials`, `expired-credentials`, `aws-unreachable`
 */
export async function openSession({ region }: Named<EksCluster>): Promise<AwsSession> {
  const { Account, Arn } = await answeredByAws(new STSClient({ region }).send(new GetCallerIdentityCommand({})));
  return { account: Account ?? '', region, callerArn: Arn ?? '' };
}
