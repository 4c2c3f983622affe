import { fromRoot } from '@eks-practice/machine/repository';
import { run } from '@eks-practice/machine/run';

/**
 * What the tool prints, by a process of its own and without colours, for a program as `| cat` would see it.
 * @param args what stands after `npx eks-practice`; a command that needs neither a cluster nor a network
 * @throws {CommandFailed} where its exit code is not 0
 */
export async function toolOutput(args: readonly string[]): Promise<string> {
  const env = { ...{ FORCE_COLOR: '0', NO_COLOR: '', NODE_OPTIONS: '' }, EKS_PRACTICE_STAGE: 'local' };
  const { stdout } = await run(process.execPath, [fromRoot('packages/cli/src/main.ts'), ...args], { env });
  return stdout.trimEnd();
}

/** The output as a block of a page, beneath the command. */
export async function outputBlock(args: readonly string[]): Promise<string> {
  const output = await toolOutput(args);
  return ['```text', `$ npx eks-practice ${args.join(' ')}`, output, '```'].join('\n');
}
