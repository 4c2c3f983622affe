import { mkdir, rename, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { UserError, messageOf } from '@eks-practice/errors/user-error';

/**
 * Makes a run's own folder.
 * @throws {UserError} `results-not-writable`, naming the folder
 */
export async function createRunDirectory(resultsDirectory: string, scenario: string, date: Date): Promise<string> {
  const stamp = date.toISOString().slice(0, 19).replaceAll(':', '-');
  await writable(resultsDirectory, () => mkdir(resultsDirectory, { recursive: true }));
  for (let count = 1; ; count++) {
    const directory = path.join(resultsDirectory, `${stamp}-${scenario}${count > 1 ? `-${count}` : ''}`);
    try {
      await mkdir(directory);
      return directory;
    } catch (error) {
      // Two runs may start within one second.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw notWritable(directory, error);
    }
  }
}

/** Points `latest` at a run, by a relative link, so that the results can be moved. It leads somewhere at every moment. */
export async function pointLatest(directory: string): Promise<void> {
  const latest = path.join(path.dirname(directory), 'latest');
  const next = `${latest}.${process.pid}`;
  await writable(latest, async () => {
    await rm(next, { force: true });
    await symlink(path.basename(directory), next, 'dir');
    await rename(next, latest);
  });
}

/** @throws {UserError} `results-not-writable`, where the action fails */
export async function writable<T>(target: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw notWritable(target, error);
  }
}

function notWritable(target: string, cause: unknown): UserError {
  return new UserError(`The results cannot be written to ${target}: ${messageOf(cause)}.`, {
    code: 'results-not-writable',
    remedy: 'Give a folder that this user may write to, on a disk that has room.',
    cause,
  });
}
