import { UserError } from '@eks-practice/errors/user-error';
import type { Progress } from '@eks-practice/machine/progress';
import type { StackActivity as ToolkitActivity } from '@aws-cdk/toolkit-lib';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { answeredByAws, awsMistake, unlessNamed } from '../aws-error.ts';
import type { AwsSession } from '../session.ts';
import { StackActivity } from './stack-events.ts';
import { stackFailure } from './stack-failure.ts';
import { readStack } from './stack-state.ts';
import { ToolkitListener, openToolkit } from './toolkit.ts';

/** Where `cdk bootstrap` leaves its version, for the qualifier that CDK has unless it is told another. */
const versionParameter = '/cdk-bootstrap/hnb659fds/version';

/** The least that templates of CDK's DefaultStackSynthesizer ask for. */
const leastVersion = 6;

/** The stack that bootstrapping makes. */
const stackName = 'CDKToolkit';

/**
 * Sees to it that the account and region are prepared for CDK: a bucket for templates, and roles to deploy with.
 * @param cluster for the command in the remedy; without it the command has a gap
 * @throws {UserError} `not-bootstrapped`, with the command
 */
export async function requireBootstrap(session: AwsSession, cluster?: { readonly name: string }): Promise<void> {
  const version = await answeredByAws(bootstrapVersion(session));
  if (version === undefined || version < leastVersion) throw notBootstrapped(session, { cluster, version });
}

/** The error for it, also where the toolkit was the one to notice. */
export function notBootstrapped(
  { account, region }: AwsSession,
  found: { readonly cluster?: { readonly name: string } | undefined; readonly version?: number | undefined } = {},
): UserError {
  const where = `Account ${account} in ${region}`;
  const what =
    found.version === undefined
      ? `${where} is not prepared for CDK: the SSM parameter ${versionParameter} is not there.`
      : `${where} was prepared for CDK by an old version (${found.version}; ${leastVersion} is needed).`;
  return new UserError(what, {
    code: 'not-bootstrapped',
    remedy: `Prepare it, once: npx eks-practice cluster bootstrap ${found.cluster?.name ?? '<cluster>'}`,
  });
}

async function bootstrapVersion({ region }: AwsSession): Promise<number | undefined> {
  const request = new SSMClient({ region }).send(new GetParameterCommand({ Name: versionParameter }));
  const answer = await request.catch(unlessNamed('ParameterNotFound'));
  return answer && Number(answer.Parameter?.Value);
}

/**
 * Prepares the account and region for CDK.
 * @returns whether there was anything to do
 * @throws {UserError} `stack-failed`, or what AWS refuses
 */
export async function bootstrap(session: AwsSession, progress: Progress): Promise<{ readonly changed: boolean }> {
  const { account, region } = session;
  const activity = new StackActivity();
  const listener = new ToolkitListener(({ code, data }) => {
    const line = code === 'CDK_TOOLKIT_I5502' ? activity.line((data as ToolkitActivity).event) : undefined;
    if (line) progress(line);
  });
  const toolkit = await openToolkit(session, listener);
  const { BootstrapEnvironments } = await import('@aws-cdk/toolkit-lib');
  const environments = BootstrapEnvironments.fromList([`aws://${account}/${region}`]);
  try {
    const { environments: done } = await toolkit.bootstrap(environments);
    return { changed: done.some(({ status }) => status === 'success') };
  } catch (error) {
    const mistake = awsMistake(error);
    if (mistake) throw mistake;
    const stack = await readStack(session, stackName);
    throw stack ? await stackFailure(session, stack, error) : error;
  }
}
