import { type StackEvent, paginateDescribeStackEvents } from '@aws-sdk/client-cloudformation';
import { answeredByAws } from '../aws-error.ts';
import type { AwsSession } from '../session.ts';
import { cloudFormation } from './stack-state.ts';

/**
 * What happened to a stack since it was last told to change, the oldest first.
 * @param id the stack's ARN; its name where it is not deleted
 */
export async function lastOperation(session: AwsSession, id: string): Promise<StackEvent[]> {
  return answeredByAws(collect(session, id));
}

async function collect(session: AwsSession, id: string): Promise<StackEvent[]> {
  const events: StackEvent[] = [];
  // AWS gives the newest first, and a stack may have thousands.
  for await (const page of paginateDescribeStackEvents({ client: cloudFormation(session) }, { StackName: id })) {
    for (const event of page.StackEvents ?? []) {
      events.push(event);
      if (isBeginning(event)) return inOrder(events);
    }
  }
  return inOrder(events);
}

/** Whether with it the stack itself was told to be created, changed or deleted. */
function isBeginning(event: StackEvent): boolean {
  return isOfStack(event) && /^(CREATE|UPDATE|DELETE|IMPORT)_IN_PROGRESS$/.test(event.ResourceStatus ?? '');
}

/** Whether it tells of the stack rather than of a resource in it. */
export function isOfStack({ PhysicalResourceId, StackId }: StackEvent): boolean {
  return PhysicalResourceId === StackId;
}

/** By time; those of one moment stay in the order that AWS has them in. */
function inOrder(newestFirst: readonly StackEvent[]): StackEvent[] {
  return newestFirst.toReversed().sort((a, b) => timeOf(a) - timeOf(b));
}

function timeOf({ Timestamp }: StackEvent): number {
  return Timestamp?.getTime() ?? 0;
}

export interface ActivityOptions {
  /**
   * How many resources the stack has.
   * @default - not said
   */
  readonly total?: number;
}

/** Says what a stack's events tell of its resources, e.g. `12/57 AWS::EKS::Nodegroup Nodes: creating`. */
export class StackActivity {
  readonly #total: number | undefined;
  readonly #done = new Set<string>();

  constructor({ total }: ActivityOptions = {}) {
    this.#total = total;
  }

  /** @returns nothing for an event that tells of the stack itself */
  line(event: StackEvent): string | undefined {
    const { LogicalResourceId: id = '', ResourceType: type = '', ResourceStatus: status = '' } = event;
    if (isOfStack(event)) return undefined;
    if (/(COMPLETE|SKIPPED)$/.test(status)) this.#done.add(id);
    const count = this.#total === undefined ? `${this.#done.size}` : `${this.#done.size}/${this.#total}`;
    return `${count} ${type} ${id}: ${wording(status)}`;
  }
}

/** e.g. `creating`, `created`, `create failed`. */
function wording(status: string): string {
  const [, verb = status, phase = ''] = /^(.+?)_(IN_PROGRESS|COMPLETE|FAILED|SKIPPED)$/.exec(status) ?? [];
  const words = verb.toLowerCase().replaceAll('_', ' ');
  if (phase === 'FAILED' || phase === 'SKIPPED') return `${words} ${phase.toLowerCase()}`;
  const base = words.replace(/e$/, '');
  if (phase === 'IN_PROGRESS') return words === 'rollback' ? 'rolling back' : `${base}ing`;
  return words === 'rollback' ? 'rolled back' : `${base}ed`;
}
