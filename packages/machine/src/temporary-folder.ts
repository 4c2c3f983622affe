import { access, constants } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { UserError } from '@eks-practice/errors/user-error';

/**
 * Sees to it that there is a folder for temporary files before anything is begun.
 * @throws {UserError} `no-temporary-folder`
 */
export async function requireTemporaryDirectory(directory: string = tmpdir()): Promise<void> {
  try {
    // What is no folder has none within.
    await access(`${directory}/.`, constants.W_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(`Temporary files cannot be written to ${directory} (${code}).`, {
      code: 'no-temporary-folder',
      remedy: 'Set TMPDIR to a folder that is there and that this user can write to, or unset it for /tmp.',
      cause: error,
    });
  }
}
