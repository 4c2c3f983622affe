import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '@eks-practice/errors/user-error';
import { dataDirectory, ensureDirectory } from '@eks-practice/machine/disk/directories';
import { isRunning } from '@eks-practice/machine/is-running';
import type { Progress } from '@eks-practice/machine/progress';
import { lock } from 'proper-lockfile';
import type { Held } from './held.ts';

/** Who works on a cluster. */
export interface Holder {
  readonly pid: number;
  /** e.g. `deploy`. */
  readonly verb: string;
  /** ISO 8601. */
  readonly since: string;
}

export interface ClusterLockOptions extends Held {
  /** What is about to be done with it, e.g. `deploy`. */
  readonly verb: string;
  /** Told whom it waits for. */
  readonly progress: Progress;
  /** Ends the wait. */
  readonly signal: AbortSignal;
  /** @default - among the user's data */
  readonly directory?: string;
}

/** A process that was killed says no more that it works; after so long another takes over. In milliseconds. */
const stale = 15_000;
const interval = 500;

/**
 * Does work while no other process of this user works on the same: the others wait, or take over from one that was killed.
 * @throws {UserError} `lock-lost` where another took over, as after a suspension of this machine
 */
export async function withClusterLock<T>(options: ClusterLockOptions, work: () => Promise<T>): Promise<T> {
  const { lock: name, verb, what, directory = path.join(dataDirectory, 'locks') } = options;
  const holderFile = path.join(directory, `${name}.json`);
  await ensureDirectory(directory);
  const { promise: lost, reject } = Promise.withResolvers<never>();
  const release = await acquire(holderFile, what, options, (cause) => reject(lockLost(what, cause)));
  try {
    const holder: Holder = { pid: process.pid, verb, since: new Date().toISOString() };
    await writeFile(holderFile, JSON.stringify(holder));
    return await Promise.race([work(), lost]);
  } finally {
    await rm(holderFile, { force: true });
    await release().catch(() => undefined); // Lost is gone as well.
  }
}

async function acquire(
  holderFile: string,
  what: string,
  { progress, signal }: ClusterLockOptions,
  onCompromised: (error: Error) => void,
): Promise<() => Promise<void>> {
  for (;;) {
    try {
      return await lock(holderFile, { realpath: false, stale, update: 2_000, onCompromised });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') throw error;
      progress(waitingFor(what, await readHolder(holderFile)));
      await sleep(interval);
      signal.throwIfAborted();
    }
  }
}

async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Holder;
  } catch {
    // It has just come, or gone.
    return undefined;
  }
}

function waitingFor(what: string, holder: Holder | undefined): string {
  if (!holder) return `waiting for another process that works on ${what}`;
  const { pid, verb, since } = holder;
  const who = `\`${verb}\` (process ${pid}, since ${new Date(since).toLocaleTimeString('en-GB')})`;
  if (!isRunning(pid)) return `taking over ${what} from ${who}, which was killed; at most ${stale / 1000} s`;
  return `waiting for ${who}, which works on ${what}`;
}

function lockLost(what: string, cause: Error): UserError {
  return new UserError(
    `Another process may have begun to work on ${what}: this one did not show for ${stale / 1000} s.`,
    {
      code: 'lock-lost',
      remedy: 'Run the same command again; it goes on from there.',
      cause,
    },
  );
}
