import { UserError } from '@eks-practice/errors/user-error';
import type { StackEvent } from '@aws-sdk/client-cloudformation';
import { plainReason } from './plain-reason.ts';
import type { AwsSession } from '../session.ts';
import { isOfStack, lastOperation } from './stack-events.ts';
import { type StackState, readStack } from './stack-state.ts';

/**
 * The failure whose consequences the others are: the first in time, apart from what CloudFormation cancelled because of it.
 * @param events of one operation, the oldest first
 */
export function firstCause(events: readonly StackEvent[]): StackEvent | undefined {
  const failures = events.filter(
    ({ ResourceStatus = '', ResourceStatusReason = '' }) =>
      ResourceStatus.endsWith('_FAILED') &&
      !/^Resource (creation|update|deletion) cancell?ed/i.test(ResourceStatusReason),
  );
  return failures.find((event) => !isOfStack(event)) ?? failures[0];
}

/** Why a stack's last operation failed, as what the user can act on: code `stack-failed`. */
export async function stackFailure(
  session: AwsSession,
  stack: Pick<StackState, 'name' | 'id'>,
  cause: unknown,
): Promise<UserError> {
  const [first, now] = await Promise.all([findCause(session, stack.id), readStack(session, stack.id)]);
  const what = first
    ? `${first.ResourceType} ${first.LogicalResourceId}: ${plainReason(first.ResourceStatusReason ?? first.ResourceStatus ?? '')}`
    : 'CloudFormation names no resource that failed.';
  const state = now ? ` The stack is in ${now.status}.` : '';
  return new UserError(`Stack ${stack.name} failed. The first cause: ${what}`, {
    code: 'stack-failed',
    remedy:
      `Mend that and run the same command again.${state} All that happened: aws cloudformation describe-stack-events ` +
      `--stack-name ${stack.name} --region ${session.region}`,
    cause,
  });
}

/** In a stack that failed for one nested in it, the cause is in there. */
async function findCause(session: AwsSession, id: string): Promise<StackEvent | undefined> {
  const first = firstCause(await lastOperation(session, id));
  const nested = first?.PhysicalResourceId;
  if (first?.ResourceType !== 'AWS::CloudFormation::Stack' || !nested || nested === id) return first;
  return (await findCause(session, nested)) ?? first;
}
