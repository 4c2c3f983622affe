import { UserError } from '@eks-practice/errors/user-error';
import type { Progress } from '@eks-practice/machine/progress';
import type { IoMessage, StackActivity as ToolkitActivity, Toolkit } from '@aws-cdk/toolkit-lib';
import { awsMistake, withCauses } from '../aws-error.ts';
import { notBootstrapped } from './bootstrap.ts';
import { destroyStack } from './destroy-stack.ts';
import type { AwsSession } from '../session.ts';
import { StackActivity } from './stack-events.ts';
import { stackFailure } from './stack-failure.ts';
import { readinessOf } from './stack-readiness.ts';
import { type StackState, readStack } from './stack-state.ts';
import { ToolkitListener, openToolkit } from './toolkit.ts';

/** What is needed of the assembly that `synthesize` of infra makes. */
export interface Assembly {
  readonly directory: string;
  getStackByName(name: string): { readonly template: unknown };
}

export interface DeployStackOptions {
  readonly session: AwsSession;
  /** It may hold other stacks too. */
  readonly assembly: Assembly;
  readonly stackName: string;
  /** Values of the template's parameters; one that is not given keeps the template's default. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly progress: Progress;
  /** Ends the waiting; CloudFormation goes on by itself with what it has been told. */
  readonly signal: AbortSignal;
  /**
   * How often CloudFormation is asked, in milliseconds.
   * @default 2000
   */
  readonly pollMs?: number;
}

export interface DeployedStack {
  /** False where the stack was as it should be. */
  readonly changed: boolean;
  readonly outputs: Readonly<Record<string, string>>;
}

/**
 * Deploys a stack through CDK's toolkit: its assets first, then the stack itself, and waits for the end. A first deploy that
 * failed left nothing but a name in the way; it is deleted, and made anew.
 * @throws {UserError} `stack-busy`, `stack-half-deleted`, `stack-stuck`, `not-bootstrapped`, `stack-refused`, `stack-failed` with the
 * first cause, or what AWS refuses (`answeredByAws`)
 */
export async function deployStack(options: DeployStackOptions): Promise<DeployedStack> {
  const { session, stackName, progress, signal } = options;
  const before = await readStack(session, stackName);
  if (before && readinessOf(before, session) === 'make-anew') {
    progress(`${stackName} is in ${before.status}: its first deploy failed. It is deleted and made anew`);
    await destroyStack(options);
  }
  signal.throwIfAborted();
  const listener = new DeploymentListener(options);
  const toolkit = await openToolkit(session, new ToolkitListener((message) => listener.hear(message)));
  try {
    const outputs = await untilAborted(signal, deployWith(toolkit, options));
    return { changed: listener.begun, outputs };
  } catch (error) {
    throw signal.aborted ? error : await deployMistake(error, options, listener.begun);
  }
}

async function deployWith(toolkit: Toolkit, options: DeployStackOptions): Promise<Readonly<Record<string, string>>> {
  const { assembly, stackName, parameters, pollMs = 2000 } = options;
  const { StackParameters, StackSelectionStrategy } = await import('@aws-cdk/toolkit-lib');
  const source = await toolkit.fromAssemblyDirectory(assembly.directory);
  const { stacks } = await toolkit.deploy(source, {
    stacks: { strategy: StackSelectionStrategy.PATTERN_MUST_MATCH_SINGLE, patterns: [stackName] },
    parameters: StackParameters.exactly(parameters),
    // Nobody reviews a change set here: `diff` has told before. And no empty one is left to be deleted.
    deploymentMethod: { method: 'direct' },
    stackEventPollingInterval: pollMs,
  });
  return stacks[0]?.outputs ?? {};
}

/** Tells the user what the toolkit does, and remembers whether CloudFormation was told to change anything. */
class DeploymentListener {
  begun = false;
  readonly #activity: StackActivity;
  readonly #progress: Progress;

  constructor({ assembly, stackName, progress }: DeployStackOptions) {
    const template = assembly.getStackByName(stackName).template as { readonly Resources?: object };
    this.#activity = new StackActivity({ total: Object.keys(template.Resources ?? {}).length });
    this.#progress = progress;
  }

  /** The codes: https://docs.aws.amazon.com/cdk/api/toolkit-lib/message-registry/ */
  hear({ code, data }: IoMessage<unknown>): void {
    if (code === 'CDK_TOOLKIT_I5220') this.#progress('publishing the assets');
    if (code === 'CDK_TOOLKIT_I5501') this.begun = true;
    if (code !== 'CDK_TOOLKIT_I5502') return;
    const line = this.#activity.line((data as ToolkitActivity).event);
    if (line) this.#progress(line);
  }
}

async function deployMistake(error: unknown, options: DeployStackOptions, begun: boolean): Promise<unknown> {
  const { session, stackName } = options;
  const { ToolkitError } = await import('@aws-cdk/toolkit-lib');
  const mistake = awsMistake(error);
  if (mistake) return begun ? goesOn(mistake, stackName) : mistake;
  // The toolkit wraps its errors, some of them in one that has only the name of what it wraps.
  const causes = [...withCauses(error)];
  if (causes.some((one) => ToolkitError.isBootstrapError(one) || one.name === 'BootstrapVersionValidation')) {
    return notBootstrapped(session);
  }
  if (causes.some((one) => ToolkitError.isDeploymentError(one) || one.name === 'DeploymentError')) {
    const stack: StackState | undefined = await readStack(session, stackName);
    if (stack) return stackFailure(session, stack, error);
  }
  const refused = causes.find(({ name }) => name === 'ValidationError');
  if (!refused) return error;
  return new UserError(`CloudFormation does not take stack ${stackName}: ${refused.message}`, {
    code: 'stack-refused',
    remedy: 'Correct what it names in infra/src or packages/stages/src/stages.ts. Nothing was changed.',
    cause: error,
  });
}

/** The same, and what becomes of the deploy meanwhile. */
function goesOn({ message, code, remedy, cause }: UserError, stackName: string): UserError {
  return new UserError(`${message} CloudFormation goes on with stack ${stackName} by itself.`, { code, remedy, cause });
}

/** The toolkit cannot be stopped; but nobody has to wait for it. */
async function untilAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(signal.reason as Error);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
