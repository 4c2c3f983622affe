import { createInterface } from 'node:readline';
import { UserError } from '@eks-practice/errors/user-error';

export interface ConfirmOptions {
  /** Whether the answer was given already. */
  readonly yes: boolean;
  /** Whether only the result is wanted, so that there is nobody to ask. */
  readonly json: boolean;
  /** @default process.stdin */
  readonly input?: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  /** @default process.stderr */
  readonly output?: NodeJS.WritableStream;
}

/**
 * Asks whether it is meant, where somebody can answer.
 * @param what finishes the sentence "Remove …?", e.g. `stage dev`
 * @throws {UserError} `not-confirmed` where nobody can answer, or the answer is no
 */
export async function confirmRemoval(what: string, options: ConfirmOptions): Promise<void> {
  const { yes, json, input = process.stdin, output = process.stderr } = options;
  if (yes) return;
  if (json || input.isTTY !== true) {
    throw new UserError(`Removing ${what} must be confirmed, and nobody can be asked here.`, {
      code: 'not-confirmed',
      remedy: 'If you mean it, run the same command with --yes.',
    });
  }
  const terminal = createInterface({ input, output, prompt: `Remove ${what}? [y/N] ` });
  const answer = await new Promise<string>((resolve) => {
    terminal.once('line', resolve);
    // Ctrl-C and Ctrl-D are answers too.
    terminal.once('close', () => resolve(''));
    terminal.prompt();
  });
  terminal.close();
  if (/^y(es)?$/i.test(answer.trim())) return;
  throw new UserError('Nothing is removed.', {
    code: 'not-confirmed',
    remedy: 'Answer y, or run the same command with --yes, if you mean it.',
  });
}
