import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ensureDirectory } from './directories.ts';
import { run } from '../run.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'directories-'));
});
afterEach(() => rm(directory, { recursive: true }));

test('a folder is made with those above it, and one that is there is kept', async () => {
  const wanted = path.join(directory, 'a/b');
  await ensureDirectory(wanted);
  await writeFile(path.join(wanted, 'file'), '');
  await ensureDirectory(wanted);
  expect(await readdir(wanted)).toEqual(['file']);
});

test.each(['file', 'file/below'])('a file in the way of %s is told with what moves the place', async (name) => {
  await writeFile(path.join(directory, 'file'), '');
  await expect(ensureDirectory(path.join(directory, name))).rejects.toMatchObject({
    code: 'not-writable',
    message: expect.stringContaining(path.join(directory, name)),
    remedy: expect.stringContaining('XDG_CACHE_HOME'),
  });
});

/** What a process with that environment says of its folders, since they are settled at the import. */
async function directoriesOf(environment: Record<string, string>): Promise<string> {
  const file = JSON.stringify(path.join(import.meta.dirname, 'directories.ts'));
  const show = `import(${file}).then((d) => d.cacheDirectory + ' ' + d.dataDirectory, (e) => e.code).then(console.log)`;
  const env = { XDG_CACHE_HOME: '', XDG_DATA_HOME: '', ...environment };
  return (await run(process.execPath, ['-e', show], { env })).stdout;
}

test.each(['', 'relative/home'])(
  'a home of "%s" is refused rather than taken for a folder below this one',
  async (HOME) => {
    expect(await directoriesOf({ HOME })).toBe('home-missing');
  },
);

test('the environment moves what is kept', async () => {
  const moved = await directoriesOf({ XDG_CACHE_HOME: '/c', XDG_DATA_HOME: '/d' });
  expect(moved).toBe('/c/eks-practice /d/eks-practice');
});
