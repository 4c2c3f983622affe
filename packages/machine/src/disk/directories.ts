import { access, constants, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '@eks-practice/errors/user-error';

const { cache, data } = await ofUser();

/** Where things that are slow to make are kept between runs; safe to delete. XDG_CACHE_HOME moves it. */
export const cacheDirectory = cache;

/** Where things are that no run can make again, such as how to reach a cluster. XDG_DATA_HOME moves it. */
export const dataDirectory = data;

/**
 * Makes a folder where there is none, and sees to it that it can be written to before anything is begun in it.
 * @param mode of a new one; default: what the process's mask leaves
 * @throws {UserError} `not-writable`
 */
export async function ensureDirectory(directory: string, mode?: number): Promise<void> {
  try {
    await mkdir(directory, { recursive: true, ...(mode === undefined ? {} : { mode }) });
    await access(directory, constants.W_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!refusals.includes(code ?? '')) throw error;
    throw new UserError(`The folder ${directory} cannot be written to (${code}).`, {
      code: 'not-writable',
      remedy:
        'Give this user the right to, or choose another place: XDG_CACHE_HOME moves the cache, XDG_DATA_HOME the data, ' +
        'HOME both.',
      cause: error,
    });
  }
}

/** No right to, a disk that is read-only, a file in the way. */
const refusals = ['EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOTDIR'];

/** @throws {UserError} `home-missing`, at the import: nothing works without them */
async function ofUser(): Promise<{ readonly cache: string; readonly data: string }> {
  // It asks for the home folder at its import, and not every user has one.
  const found = await import('env-paths').then(
    ({ default: envPaths }) => envPaths('eks-practice', { suffix: '' }),
    () => undefined,
  );
  if (found && path.isAbsolute(found.cache) && path.isAbsolute(found.data)) return found;
  throw new UserError('There is no home folder to keep things in: HOME is not set, or not to an absolute path.', {
    code: 'home-missing',
    remedy: 'Set HOME to a folder that this user can write to, e.g.: HOME=/tmp/home npx eks-practice …',
  });
}
