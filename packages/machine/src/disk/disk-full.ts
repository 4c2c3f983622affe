import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { UserError } from '@eks-practice/errors/user-error';
import { cacheDirectory } from './directories.ts';
import { docker } from '../docker/docker.ts';
import { freeSpace } from './free-space.ts';
import { diskFullCode, isDiskFull } from './is-disk-full.ts';

/** Where this project's work writes much. */
interface WrittenPlace {
  readonly what: string;
  readonly directory: string;
}

/**
 * Does work that writes to a disk of this machine, its own or Docker's.
 * @throws {UserError} `disk-full`, with how much is free where, if that is why the work failed; else the work's own error
 */
export async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isDiskFull(error) ? await diskFull(error) : error;
  }
}

/** What to say of a full disk: how much is free where, and what makes room. */
export async function diskFull(cause: unknown): Promise<UserError> {
  const places: WrittenPlace[] = [
    { what: 'the cache', directory: cacheDirectory },
    { what: 'temporary files', directory: tmpdir() },
    ...(await dockerPlace()),
  ];
  const measured = await Promise.all(
    places.map(async (place) => ({ ...place, free: (await freeSpace(place.directory)) ?? 0 })),
  );
  const list = measured
    .sort((a, b) => a.free - b.free)
    .map(({ what, directory, free }) => `${Math.floor(free / 1e6)} MB are free in ${directory} (${what})`)
    .join(', ');
  return new UserError(`A disk is full: ${list}.`, {
    code: diskFullCode,
    remedy:
      'Make room, then run the same command again: `docker system df` shows what Docker keeps, `docker builder prune` ' +
      `and \`docker image prune --all\` free what no container uses; ${cacheDirectory} is safe to delete. Temporary files ` +
      'go to another disk with TMPDIR=<a folder there> before the command.',
    cause,
  });
}

/** Nothing where Docker is in another machine or a virtual one: its folder is not to be seen from here. */
async function dockerPlace(): Promise<WrittenPlace[]> {
  const info = await docker.info().catch(() => undefined);
  const directory = (info as { DockerRootDir?: string } | undefined)?.DockerRootDir;
  return directory !== undefined && existsSync(directory) ? [{ what: 'Docker', directory }] : [];
}
