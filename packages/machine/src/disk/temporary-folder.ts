import { rmSync } from 'node:fs';
import { access, constants, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { UserError } from '@eks-practice/errors/user-error';

/**
 * Sees to it that there is a folder for temporary files before anything is begun.
 * @throws {UserError} `no-temporary-folder`
 */
export async function requireTemporaryFolder(directory: string = tmpdir()): Promise<void> {
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

/** A folder for temporary files, with all that is in it. */
export interface TemporaryFolder extends AsyncDisposable {
  readonly path: string;
}

/**
 * Makes one that is there until it is disposed of, or else until this process ends: a verb that is broken off with Ctrl-C
 * does not come to its end.
 * @param purpose in its name, e.g. `build`
 */
export async function temporaryFolder(purpose: string): Promise<TemporaryFolder> {
  const folder = await mkdtemp(path.join(tmpdir(), `eks-practice-${purpose}-`));
  // One listener for all: Node warns of eleven.
  if (present.size === 0) process.on('exit', removePresent);
  present.add(folder);
  return {
    path: folder,
    async [Symbol.asyncDispose]() {
      await rm(folder, { recursive: true, force: true });
      present.delete(folder);
      if (present.size === 0) process.off('exit', removePresent);
    },
  };
}

/** Those that this process has not removed yet. */
const present = new Set<string>();

function removePresent(): void {
  for (const folder of present) rmSync(folder, { recursive: true, force: true });
}
