import { DescribeClusterCommand, EKSClient, UpdateClusterConfigCommand } from '@aws-sdk/client-eks';
import { UserError } from '@eks-practice/errors/user-error';
import { answeredByAws } from '../aws-error.ts';
import type { AwsSession } from '../session.ts';
import { type Waiting, waitUntilGone } from './wait-until-gone.ts';

/**
 * Lets a cluster be deleted that EKS protects, as it does those that stages.ts calls protected, and waits until it is so.
 * @returns whether it was protected
 * @throws {UserError} `deletion-protection-stays`
 */
export async function liftDeletionProtection({ region }: AwsSession, name: string, waiting: Waiting): Promise<boolean> {
  const client = new EKSClient({ region });
  const read = async (): Promise<{ protected: boolean; status: string } | undefined> => {
    const answer = await answeredByAws(client.send(new DescribeClusterCommand({ name })).catch(undefinedIfGone));
    const { deletionProtection = false, status = '' } = answer?.cluster ?? {};
    return answer && { protected: deletionProtection, status };
  };
  if (!(await read())?.protected) return false;
  await answeredByAws(client.send(new UpdateClusterConfigCommand({ name, deletionProtection: false })));
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

function undefinedIfGone(error: unknown): undefined {
  if ((error as Error).name !== 'ResourceNotFoundException') throw error;
}
