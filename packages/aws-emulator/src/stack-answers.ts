import { type AwsAnswer, xml } from './aws-call.ts';

/** A stack as a test wants it to be; moto knows few of a stack's states. */
export interface EmulatedStack {
  readonly name: string;
  readonly status: string;
  /** @default - one that moto would not give */
  readonly id?: string;
  /** @default - none */
  readonly outputs?: Readonly<Record<string, string>>;
}

/** An event as a test wants it to have been. */
export interface EmulatedEvent {
  readonly resource: string;
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  /** @default - the resource's name */
  readonly physicalId?: string;
}

export function stackId({ name, id }: Pick<EmulatedStack, 'name' | 'id'>): string {
  return id ?? `arn:aws:cloudformation:eu-central-1:123456789012:stack/${name}/00000000-0000-0000-0000-000000000000`;
}

/** What `DescribeStacks` answers. */
export function stackAnswer(stack: EmulatedStack): AwsAnswer {
  const outputs = Object.entries(stack.outputs ?? {}).map(([key, value]) =>
    member({ OutputKey: key, OutputValue: value }),
  );
  return answer(
    'DescribeStacks',
    `<Stacks>${member(
      {
        StackId: stackId(stack),
        StackName: stack.name,
        CreationTime: '2026-01-02T03:04:05Z',
        StackStatus: stack.status,
      },
      `<Outputs>${outputs.join('')}</Outputs>`,
    )}</Stacks>`,
  );
}

/**
 * What `DescribeStackEvents` answers.
 * @param events the oldest first, a second apart
 * @param begin when the oldest was; the toolkit does not report what was before it began itself
 */
export function stackEventsAnswer(
  stack: Pick<EmulatedStack, 'name' | 'id'>,
  events: readonly EmulatedEvent[],
  begin = new Date(Date.now() + 60_000),
): AwsAnswer {
  const members = events.map(({ resource, type, status, reason = '', physicalId = resource }, index) =>
    member({
      EventId: `event-${index}`,
      StackId: stackId(stack),
      StackName: stack.name,
      LogicalResourceId: resource,
      PhysicalResourceId: physicalId,
      ResourceType: type,
      Timestamp: new Date(begin.getTime() + index * 1000).toISOString(),
      ResourceStatus: status,
      ResourceStatusReason: reason,
    }),
  );
  return answer('DescribeStackEvents', `<StackEvents>${members.reverse().join('')}</StackEvents>`);
}

function member(fields: Readonly<Record<string, string>>, rest = ''): string {
  return `<member>${elements(fields)}${rest}</member>`;
}

function elements(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `<${name}>${xml(value)}</${name}>`)
    .join('');
}

/** What an action answers of which nobody reads more than a few fields, such as `CreateStack` or `DeleteStack`. */
export function actionAnswer(action: string, fields: Readonly<Record<string, string>> = {}): AwsAnswer {
  return answer(action, elements(fields));
}

function answer(action: string, result: string): AwsAnswer {
  return {
    status: 200,
    headers: { 'content-type': 'text/xml' },
    body: `<${action}Response xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><${action}Result>${result}</${action}Result></${action}Response>`,
  };
}
