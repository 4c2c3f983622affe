import type { AwsSession } from '../session.ts';
import { readinessOf } from '../stack/stack-readiness.ts';
import { type Template, readStack, readTemplate } from '../stack/stack-state.ts';

/** A stack, deployed or yet to be. */
export interface DescribedStack {
  readonly template: Template;
  /** Values of the template's parameters; those without one have their default. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The stack's own tags, which it puts on its resources. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * The stack as it was last deployed; nothing where there is none, or none but a first deploy that failed.
 * @throws {UserError} `stack-busy` and its like, while nobody can say what a deploy would find
 */
export async function deployedStack(session: AwsSession, name: string): Promise<DescribedStack | undefined> {
  const [state, template] = await Promise.all([readStack(session, name), readTemplate(session, name)]);
  if (!state || !template || readinessOf(state, session) === 'make-anew') return undefined;
  const { parameters, tags } = state;
  return { template, parameters, tags };
}

/** What is needed of the assembly that `synthesize` of infra makes. */
interface Assembly {
  getStackByName(name: string): { readonly template: unknown; readonly tags: Readonly<Record<string, string>> };
}

/** The stack as a deploy with these parameters would make it. */
export function synthesizedStack(
  assembly: Assembly,
  name: string,
  parameters: DescribedStack['parameters'],
): DescribedStack {
  const { template, tags } = assembly.getStackByName(name);
  return { template: template as Template, parameters, tags };
}
