import { existsSync } from 'node:fs';
import { fromRoot } from '@eks-practice/machine/repository';
import type { DocumentedCommand } from './documented-commands.ts';
import type { Workspace } from './workspace.ts';
import { toolFault } from './tool-faults.ts';

/** Programs of others, which a reader has or is told to install; their arguments are theirs to check. */
const foreign = new Set(['alias', 'aws', 'cd', 'docker', 'gh', 'git', 'jq', 'kubectl', 'rm', 'source']);

/** Of npm's own, what the texts use. */
const npmVerbs = new Set(['audit', 'ci', 'install']);

/**
 * What is wrong with the commands: an unknown verb or flag of the tool, a project or target that Nx does not have, a
 * script or a file that is not there, a program that nobody expects.
 * @returns a line for each fault, with its place
 */
export async function commandFaults(
  commands: readonly DocumentedCommand[],
  workspace: Workspace,
): Promise<readonly string[]> {
  const faults: string[] = [];
  // One after another: the tool's parser keeps what it has read last.
  for (const { place, words } of commands) {
    const fault = await faultOf(words, workspace);
    if (fault !== undefined) faults.push(`${place}: \`${words.join(' ')}\`: ${fault}`);
  }
  return faults;
}

async function faultOf([command = '', ...args]: readonly string[], workspace: Workspace): Promise<string | undefined> {
  if (command === 'npx') return npxFault(args, workspace);
  if (command === 'npm') return npmFault(args, workspace);
  if (command === 'node') return nodeFault(args);
  return foreign.has(command) || command === '' ? undefined : `nobody knows the program ${command}`;
}

async function npxFault([program = '', ...args]: readonly string[], workspace: Workspace): Promise<string | undefined> {
  if (program === 'eks-practice') return toolFault(args);
  if (program === 'nx') return workspace.nxFault(args);
  // The repository's own Node, whatever the reader has.
  if (program === 'node') return nodeFault(args);
  return workspace.hasBinary(program) ? undefined : `no package here has the command ${program}`;
}

function npmFault([verb = '', ...args]: readonly string[], workspace: Workspace): string | undefined {
  if (npmVerbs.has(verb)) return undefined;
  const script = verb === 'run' ? (args[0] ?? '') : verb;
  return workspace.scripts.has(script) ? undefined : `package.json has no script ${script}`;
}

/** Options of Node itself come first; with one, what follows need not be a file. */
function nodeFault([file = '']: readonly string[]): string | undefined {
  return file.startsWith('-') || existsSync(fromRoot(file)) ? undefined : `there is no file ${file}`;
}
