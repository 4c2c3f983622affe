import { lstat, mkdir, rename, rm, statfs, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { UserError, messageOf } from '@eks-practice/errors/user-error';
import { boundsOf } from '../profile/bounds.ts';
import type { ScenarioName } from '../scenario-name.ts';

/** What k6 writes of each request before it is read and deleted, in bytes; 2,040 as measured. */
const pointBytesPerRequest = 2_500;

/** What a run may need at most, in bytes. A stress sends its loads one after the other, and deletes each one's points. */
function neededBytes(scenario: ScenarioName | 'drill'): number {
  return boundsOf(scenario === 'drill' ? 'steady' : scenario).requests * pointBytesPerRequest;
}

/**
 * Makes a run's own folder, where all that the run will write can be written: known before any load is sent.
 * @param runs how many of them a series will hold, each in a folder within; default: it is for a single run
 * @throws {UserError} `results-not-writable`, naming the folder
 */
export async function createRunDirectory(
  resultsDirectory: string,
  scenario: ScenarioName | 'drill',
  date: Date,
  runs?: number,
): Promise<string> {
  const stamp = date.toISOString().slice(0, 19).replaceAll(':', '-');
  const name = `${stamp}-${scenario}${runs === undefined ? '' : `-x${runs}`}`;
  await writable(resultsDirectory, () => mkdir(resultsDirectory, { recursive: true }));
  await writable(resultsDirectory, () => requireRoom(resultsDirectory, neededBytes(scenario)));
  await writable(latestOf(resultsDirectory), () => requireLinkOrNothing(latestOf(resultsDirectory)));
  for (let count = 1; ; count++) {
    const directory = path.join(resultsDirectory, `${name}${count > 1 ? `-${count}` : ''}`);
    try {
      await mkdir(directory);
      return directory;
    } catch (error) {
      // Two runs may start within one second.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw notWritable(directory, error);
    }
  }
}

/**
 * Makes the folder of one run of a series.
 * @throws {UserError} `results-not-writable`
 */
export async function createRunOfSeries(seriesDirectory: string, number: number): Promise<string> {
  const directory = path.join(seriesDirectory, `run-${number}`);
  await writable(directory, () => mkdir(directory));
  return directory;
}

/**
 * Writes files into a folder, each whole or not at all: under another name first, of this process alone, and none gets
 * its own before all are written.
 * @param files contents by name
 * @throws {UserError} `results-not-writable`
 */
export async function writeWhole(directory: string, files: Readonly<Record<string, string>>): Promise<void> {
  const partials = Object.keys(files).map(
    (name) => [path.join(directory, `${name}.${process.pid}.partial`), name] as const,
  );
  await writable(directory, async () => {
    try {
      for (const [partial, name] of partials) await writeFile(partial, files[name] ?? '');
      for (const [partial, name] of partials) await rename(partial, path.join(directory, name));
    } finally {
      for (const [partial] of partials) await rm(partial, { force: true });
    }
  });
}

/**
 * Points `latest` at a run, by a relative link, so that the results can be moved. It leads somewhere at every moment.
 * @param resultsDirectory that gets the link; default: the folder that the run's own is in
 */
export async function pointLatest(directory: string, resultsDirectory = path.dirname(directory)): Promise<void> {
  const latest = latestOf(resultsDirectory);
  const next = `${latest}.${process.pid}`;
  await writable(latest, async () => {
    await rm(next, { force: true });
    await symlink(path.relative(resultsDirectory, directory), next, 'dir');
    await rename(next, latest);
  });
}

function latestOf(resultsDirectory: string): string {
  return path.join(resultsDirectory, 'latest');
}

async function requireRoom(directory: string, neededBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(directory);
  if (bavail * bsize >= neededBytes) return;
  const [free, needed] = [bavail * bsize, neededBytes].map((bytes) => Math.floor(bytes / 2 ** 20));
  throw new Error(`its disk has ${free} MiB left, and a run may need ${needed} MiB`);
}

async function requireLinkOrNothing(file: string): Promise<void> {
  const found = await lstat(file).catch(() => undefined);
  if (found && !found.isSymbolicLink()) throw new Error('it is no link to a run; move it away');
}

/** @throws {UserError} `results-not-writable`, where the action fails */
async function writable<T>(target: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw notWritable(target, error);
  }
}

function notWritable(target: string, cause: unknown): UserError {
  return new UserError(`The results cannot be written to ${target}: ${messageOf(cause)}.`, {
    code: 'results-not-writable',
    remedy: 'Make that a folder that this user may write to, on a disk that has room.',
    cause,
  });
}
