import {
  CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import { answeredByAws } from '../aws-error.ts';
import type { AwsSession } from '../session.ts';

/** A stack as CloudFormation has it. */
export interface StackState {
  readonly name: string;
  /** Its ARN, by which it can be asked for even after its deletion. */
  readonly id: string;
  /** e.g. `UPDATE_COMPLETE`. */
  readonly status: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: Date;
  readonly updatedAt?: Date;
}

/** A deployed template. */
export interface Template {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Parameters?: Readonly<Record<string, object>>;
  readonly Outputs?: Readonly<Record<string, object>>;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
}

/**
 * Asks for a stack.
 * @param name its name, or its ARN, which also finds a deleted one
 * @returns nothing where there is none
 */
export async function readStack({ region }: AwsSession, name: string): Promise<StackState | undefined> {
  const request = cloudFormation({ region }).send(new DescribeStacksCommand({ StackName: name }));
  const answer = await answeredByAws(unlessMissing(request));
  const stack = answer?.Stacks?.[0];
  return stack && stateOf(stack);
}

/** @returns the template that the stack was last deployed from; nothing where there is no stack */
export async function readTemplate({ region }: AwsSession, name: string): Promise<Template | undefined> {
  const request = cloudFormation({ region }).send(new GetTemplateCommand({ StackName: name }));
  const body = (await answeredByAws(unlessMissing(request)))?.TemplateBody;
  // The toolkit writes nothing but JSON.
  return body === undefined ? undefined : (JSON.parse(body) as Template);
}

/** CloudFormation has no error of its own for a stack that is not there. */
async function unlessMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && error.name === 'ValidationError' && /does not exist/.test(error.message)) return;
    throw error;
  }
}

function stateOf(stack: Stack): StackState {
  const { StackName: name = '', StackId: id = '', StackStatus: status = '' } = stack;
  return {
    name,
    id,
    status,
    parameters: record(stack.Parameters, (parameter) => [parameter.ParameterKey, parameter.ParameterValue]),
    outputs: record(stack.Outputs, (output) => [output.OutputKey, output.OutputValue]),
    tags: record(stack.Tags, (tag) => [tag.Key, tag.Value]),
    createdAt: stack.CreationTime ?? new Date(0),
    ...(stack.LastUpdatedTime ? { updatedAt: stack.LastUpdatedTime } : {}),
  };
}

function record<T>(
  list: readonly T[] = [],
  entry: (item: T) => readonly [string | undefined, string | undefined],
): Record<string, string> {
  return Object.fromEntries(list.map(entry).map(([key = '', value = '']) => [key, value]));
}

/** CloudFormation's limit of requests is low, and others share it. */
export function cloudFormation({ region }: Pick<AwsSession, 'region'>): CloudFormationClient {
  return new CloudFormationClient({ region, maxAttempts: 6 });
}
