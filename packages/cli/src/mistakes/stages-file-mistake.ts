import { pathToFileURL } from 'node:url';
import { UserError } from '@eks-practice/errors/user-error';
import { fromRoot } from '@eks-practice/machine/repository';

/** The one source file that a user edits to deploy. */
export const stagesFile = 'packages/stages/src/stages.ts';

/**
 * What Node says where that file cannot be read or run, as the user's mistake: with its line, and without a stack that
 * leads through the tool. Any other error passes through.
 */
export function withStagesFileMistake(error: unknown, file: string = fromRoot(stagesFile)): unknown {
  if (!(error instanceof Error) || error instanceof UserError) return error;
  const line = lineIn(error, file);
  if (line === undefined) return error;
  return new UserError(`${stagesFile}${line} cannot be read: ${error.message.replaceAll(file, stagesFile)}`, {
    code: 'invalid-stages-file',
    remedy: 'Correct it; `npx nx run stages:typecheck` says more.',
    cause: error,
  });
}

/** `:<line>`; empty where the error names the file alone, undefined where it arose elsewhere. */
function lineIn({ message, stack = '' }: Error, file: string): string | undefined {
  // Node names it as a path or as a URL.
  const names = [file, pathToFileURL(file).href];
  // A syntax error's stack begins with the place; another's has it in its topmost call.
  const [topmost = ''] = stack.match(/^\s+at .*$/m) ?? [];
  for (const place of [stack.split('\n', 1)[0] ?? '', topmost]) {
    const name = names.find((candidate) => place.includes(`${candidate}:`));
    if (name !== undefined) return /:\d+/.exec(place.slice(place.indexOf(name) + name.length))?.[0];
  }
  return message.endsWith(`imported from ${file}`) ? '' : undefined;
}
