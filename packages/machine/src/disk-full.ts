import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { UserError, messageOf } from '@eks-practice/errors/user-error';
import { cacheDirectory } from './directories.ts';
import { docker } from './docker.ts';

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

/** Whether the system's code for a full disk, or its or Docker's words for it, stand anywhere in an error. */
function isDiskFull(error: unknown): boolean {
  if (error instanceof UserError && error.code === diskFullCode) return false;
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  if (code === 'ENOSPC' || code === 'EDQUOT') return true;
  if (/no space left on device|disk quota exceeded|\bENOSPC\b/i.test(messageOf(error))) return true;
  return cause !== undefined && cause !== error && isDiskFull(cause);
}

const diskFullCode = 'disk-full';

async function diskFull(cause: unknown): Promise<UserError> {
  const places: WrittenPlace[] = [
    { what: 'the cache', directory: cacheDirectory },
    { what: 'temporary files', directory: tmpdir() },
    ...(await dockerPlace()),
  ];
  const measured = await Promise.all(places.map(freeSpace));
  const free = measured.flat().sort((a, b) => a.megabytes - b.megabytes);
  const list = free.map(({ megabytes, place }) => `${megabytes} MB are free in ${place}`).join(', ');
  return new UserError(`A disk is full: ${list}.`, {
    code: diskFullCode,
    remedy:
      'Make room, then run the same command again: `docker system df` shows what Docker keeps, `docker builder prune` ' +
      `and \`docker image prune --all\` free what no container uses; ${cacheDirectory} is safe to delete.`,
    cause,
  });
}

/** Nothing where Docker is in another machine or a virtual one: its folder is not to be seen from here. */
async function dockerPlace(): Promise<WrittenPlace[]> {
  const info = await docker.info().catch(() => undefined);
  const directory = (info as { DockerRootDir?: string } | undefined)?.DockerRootDir;
  return directory !== undefined && existsSync(directory) ? [{ what: 'Docker', directory }] : [];
}

/** In megabytes (10^6 bytes); nothing where the folder is not there. */
async function freeSpace({ what, directory }: WrittenPlace): Promise<{ megabytes: number; place: string }[]> {
  const system = await statfs(directory).catch(() => undefined);
  if (!system) return [];
  return [{ megabytes: Math.floor((system.bavail * system.bsize) / 1e6), place: `${directory} (${what})` }];
}
