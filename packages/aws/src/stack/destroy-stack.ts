import { setTimeout as sleep } from 'node:timers/promises';
import type { Progress } from '@eks-practice/machine/progress';
import { DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import { answeredByAws } from '../aws-error.ts';
import type { AwsSession } from '../session.ts';
import { StackActivity, lastOperation } from './stack-events.ts';
import { stackFailure } from './stack-failure.ts';
import { busy } from './stack-readiness.ts';
import { type StackState, cloudFormation, readStack } from './stack-state.ts';

export interface DestroyStackOptions {
  readonly session: AwsSession;
  readonly stackName: string;
  readonly progress: Progress;
  /** Ends the waiting; CloudFormation goes on with the removal by itself. */
  readonly signal: AbortSignal;
  /**
   * How often CloudFormation is asked, in milliseconds.
   * @default 4000
   */
  readonly pollMs?: number;
}

/**
 * Deletes a stack and waits until it is gone. Where a deletion is under way it is waited for; one that failed is begun
 * again. A stack that is not there is no error.
 * @throws {UserError} `stack-busy` while it is being deployed, `stack-failed` with the first cause
 */
export async function destroyStack(options: DestroyStackOptions): Promise<void> {
  const { session, stackName, progress } = options;
  const stack = await readStack(session, stackName);
  if (!stack) return;
  if (stack.status === 'DELETE_IN_PROGRESS') {
    progress(`${stackName} is being deleted already`);
  } else {
    if (stack.status.endsWith('_IN_PROGRESS') && stack.status !== 'REVIEW_IN_PROGRESS') throw busy(stack, session);
    if (stack.status === 'DELETE_FAILED') progress(`${stackName}: an earlier removal failed, and is begun again`);
    await answeredByAws(cloudFormation(session).send(new DeleteStackCommand({ StackName: stack.id })));
  }
  await untilGone(stack, options);
}

async function untilGone(stack: StackState, options: DestroyStackOptions): Promise<void> {
  const { session, progress, signal, pollMs = 4000 } = options;
  const activity = new StackActivity();
  const told = new Set<string>();
  for (;;) {
    signal.throwIfAborted();
    // By its ARN: a stack that is gone is still found by that.
    const now = await readStack(session, stack.id);
    if (!now || now.status === 'DELETE_COMPLETE') return;
    for (const event of await lastOperation(session, stack.id)) {
      const { EventId: id = '' } = event;
      const line = told.has(id) ? undefined : activity.line(event);
      told.add(id);
      if (line) progress(line);
    }
    if (now.status === 'DELETE_FAILED') throw await stackFailure(session, stack, undefined);
    await sleep(pollMs, undefined, { signal });
  }
}
