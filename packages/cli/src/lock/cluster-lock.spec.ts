import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type ClusterLockOptions, withClusterLock } from './cluster-lock.ts';
import { heldLocalCluster } from './held.ts';
import { Interrupted } from '../stopping/interrupted.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'locks-'));
});
afterEach(() => rm(directory, { recursive: true }));

const never = new AbortController().signal;

function options(change: Partial<ClusterLockOptions> = {}): ClusterLockOptions {
  return {
    ...heldLocalCluster('local'),
    verb: 'deploy',
    signal: never,
    progress: () => undefined,
    directory,
    ...change,
  };
}

/** Holds the lock until told to let go. */
async function hold(change: Partial<ClusterLockOptions> = {}): Promise<() => Promise<void>> {
  const { promise: end, resolve: letGo } = Promise.withResolvers();
  const { promise: held, resolve: hasIt } = Promise.withResolvers();
  const done = withClusterLock(options(change), async () => {
    hasIt(undefined);
    await end;
  });
  await held;
  return async () => {
    letGo(undefined);
    await done;
  };
}

test('the second waits for the first, and is told for whom', async () => {
  const order: string[] = [];
  const release = await hold({ verb: 'remove' });
  const { promise: waits, resolve: told } = Promise.withResolvers<string>();
  const second = withClusterLock(options({ progress: told }), async () => void order.push('second'));
  expect(await waits).toMatch(
    new RegExp(`^waiting for \`remove\` \\(process ${process.pid}, since [\\d:]+\\).* local$`),
  );
  order.push('first');
  await release();
  await second;
  expect(order).toEqual(['first', 'second']);
});

test('work on another cluster waits for nobody', async () => {
  const release = await hold();
  await expect(withClusterLock(options(heldLocalCluster('other')), async () => 'done')).resolves.toBe('done');
  await release();
});

test('work that fails lets the next begin, and nothing is left', async () => {
  const failing = withClusterLock(options(), () => Promise.reject(new Error('boom')));
  await expect(failing).rejects.toThrow('boom');
  await expect(withClusterLock(options(), async () => 'done')).resolves.toBe('done');
  expect(await readdir(directory)).toEqual([]);
});

test('whoever waits can be told to end', async () => {
  const release = await hold();
  const stop = new AbortController();
  const second = withClusterLock(
    options({ signal: stop.signal, progress: () => stop.abort(new Interrupted('SIGINT')) }),
    async () => 'done',
  );
  await expect(second).rejects.toMatchObject({ code: 'interrupted', exitCode: 130 });
  await release();
});

test('the lock of a process that was killed is taken over', async () => {
  const lockDirectory = path.join(directory, 'local.json.lock');
  await mkdir(lockDirectory);
  await utimes(lockDirectory, new Date(0), new Date(0));
  await writeFile(path.join(directory, 'local.json'), JSON.stringify({ pid: 1, verb: 'deploy', since: '' }));
  await expect(withClusterLock(options(), async () => 'done')).resolves.toBe('done');
});
