import { UserError } from '@eks-practice/errors/user-error';
import { onDisk } from '../disk/disk-full.ts';
import { CommandFailed, type RunOptions, run } from '../run.ts';

export interface SystemProgramOptions extends RunOptions {
  /** What fails with it, to begin the sentence "… failed", e.g. `apt-get install`. */
  readonly what: string;
  readonly remedy: string;
}

/**
 * Runs a program of this machine to its end. That it fails tells of the machine or the network, and is no bug of ours.
 * @throws {UserError} `system-program-failed` with the end of what it said, or `disk-full`
 */
export async function runSystemProgram(
  command: string,
  args: readonly string[],
  { what, remedy, ...options }: SystemProgramOptions,
): Promise<void> {
  await onDisk(async () => {
    try {
      await run(command, args, options);
    } catch (cause) {
      if (!(cause instanceof CommandFailed)) throw cause;
      const said = cause.lastLines.replaceAll(/^/gm, '  ');
      throw new UserError(`${what} failed. It said last:\n${said}`, { code: 'system-program-failed', remedy, cause });
    }
  });
}
