import { EKSClient, UpdateClusterConfigCommand } from '@aws-sdk/client-eks';
import { UserError } from '@eks-practice/errors/user-error';
import { answeredByAws } from '../aws-error.ts';
import { describeCluster } from '../cluster/describe-cluster.ts';
import type { AwsSession } from '../session.ts';
import { type Waiting, waitUntilGone } from './wait-until-gone.ts';

/**
 * Lets a cluster be deleted that EKS protects, as it does those that stages.ts calls protected, and waits until it is so.
 * @returns whether it was protected
 * @throws {UserError} `deletion-protection-stays`
 */
export async function liftDeletionProtection(session: AwsSession, name: string, waiting: Waiting): Promise<boolean> {
  const read = async (): Promise<{ protected: boolean; status: string } | undefined> => {
    const found = await describeCluster(session, name);
    return found && { protected: found.deletionProtection ?? false, status: found.status ?? '' };
  };
  if (!(await read())?.protected) return false;
  const update = new UpdateClusterConfigCommand({ name, deletionProtection: false });
  await answeredByAws(new EKSClient({ region: session.region }).send(update));
  await waitUntilGone(
    waiting,
    async () => {
      const state = await read();
      const lasts = state !== undefined && (state.protected || state.status === 'UPDATING');
      return lasts ? `the deletion protection of the cluster ${name}` : undefined;
    },
    (left, minutes) =>
      new UserError(`After ${minutes} minutes there is still ${left}.`, {
        code: 'deletion-protection-stays',
        remedy: `See what the cluster's update waits for: aws eks list-updates --name ${name}. Then run the same command again.`,
      }),
  );
  return true;
}
