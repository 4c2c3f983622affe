import { UserError } from '@eks-practice/errors/user-error';
import type { AwsSession } from '../session.ts';
import type { StackState } from './stack-state.ts';

/** What a stack needs before it can be deployed: nothing, or to be deleted and made anew. */
export type Readiness = 'ready' | 'make-anew';

/**
 * Holds a stack's state against a deploy.
 * @throws {UserError} `stack-busy`, `stack-half-deleted` or `stack-stuck`, with the next step
 */
export function readinessOf(stack: StackState, session: Pick<AwsSession, 'region'>): Readiness {
  const { name, status } = stack;
  if (anew.has(status)) return 'make-anew';
  if (status.endsWith('_IN_PROGRESS')) throw busy(stack, session);
  if (status === 'DELETE_FAILED') {
    throw new UserError(`Stack ${name} is in DELETE_FAILED: a removal of it has not come to its end.`, {
      code: 'stack-half-deleted',
      remedy: `Finish the removal, then deploy: ${removal(name)}`,
    });
  }
  const wayOut = stuck[status];
  if (wayOut === undefined) return 'ready';
  throw new UserError(`Stack ${name} is in ${status}: its last change failed, and so did the way back.`, {
    code: 'stack-stuck',
    remedy: `Mend what its events tell (${aws('describe-stack-events', name, session)}), then go on with the way back: ${aws(wayOut, name, session)}`,
  });
}

/** Another operation has the stack; CloudFormation allows one at a time. */
export function busy(stack: StackState, session: Pick<AwsSession, 'region'>): UserError {
  const { name, status, createdAt, updatedAt = createdAt } = stack;
  const cancel = status === 'UPDATE_IN_PROGRESS' ? ` Or call it off: ${aws('cancel-update-stack', name, session)}` : '';
  return new UserError(
    `Stack ${name} is in ${status} since ${updatedAt.toISOString()}: another deploy or removal of it is under way.`,
    {
      code: 'stack-busy',
      remedy:
        'It may be one of yours that was interrupted: CloudFormation goes on by itself. Wait until it has ended, then run ' +
        `the same command again: ${aws(`wait ${waiter(status)}`, name, session)}.${cancel} CloudTrail tells who began it.`,
    },
  );
}

/** Nothing was ever deployed in it, or nothing is left: only a name that stands in the way. */
const anew = new Set(['ROLLBACK_COMPLETE', 'ROLLBACK_FAILED', 'CREATE_FAILED', 'REVIEW_IN_PROGRESS']);

/** By the state, the command of the AWS CLI that leads back to a sound one. */
const stuck: Readonly<Record<string, string>> = {
  UPDATE_ROLLBACK_FAILED: 'continue-update-rollback',
  UPDATE_FAILED: 'rollback-stack',
};

function waiter(status: string): string {
  if (status.startsWith('DELETE')) return 'stack-delete-complete';
  if (/ROLLBACK/.test(status)) return 'stack-rollback-complete';
  return status.startsWith('CREATE') ? 'stack-create-complete' : 'stack-update-complete';
}

function aws(command: string, name: string, { region }: Pick<AwsSession, 'region'>): string {
  return `aws cloudformation ${command} --stack-name ${name} --region ${region}`;
}

/** The stacks' names tell whose they are (infra/src/names.ts). */
function removal(stackName: string): string {
  return stackName.endsWith('-cluster')
    ? `npx eks-practice cluster remove ${stackName.slice(0, -'-cluster'.length)}`
    : `npx eks-practice remove --stage ${stackName.replace(/-workloads$/, '')}`;
}
