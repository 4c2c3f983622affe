import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { fromRoot } from '../repository.ts';
import { run } from '../run.ts';
import { requireTemporaryFolder, temporaryFolder } from './temporary-folder.ts';

test.each([
  ['that is not there', path.join(tmpdir(), 'not', 'there'), 'ENOENT'],
  ['that is a file', import.meta.filename, 'ENOTDIR'],
])('a folder for temporary files %s is named, with what to do', async (_, directory, code) => {
  await expect(requireTemporaryFolder(directory)).rejects.toMatchObject({
    code: 'no-temporary-folder',
    message: `Temporary files cannot be written to ${directory} (${code}).`,
    remedy: expect.stringContaining('TMPDIR'),
  });
});

test('the one of this machine will do', async () => {
  await requireTemporaryFolder();
});

test('a temporary folder is there until it is disposed of', async () => {
  const folder = await temporaryFolder('test');
  expect(path.dirname(folder.path)).toBe(tmpdir());
  expect(existsSync(folder.path)).toBe(true);
  await folder[Symbol.asyncDispose]();
  expect(existsSync(folder.path)).toBe(false);
});

test('as many as one likes wait for the end of the process together', async () => {
  const before = process.listenerCount('exit');
  const folders = await Promise.all(Array.from({ length: 12 }, () => temporaryFolder('test')));
  expect(process.listenerCount('exit')).toBe(before + 1);
  for (const folder of folders) await folder[Symbol.asyncDispose]();
  expect(process.listenerCount('exit')).toBe(before);
});

test('it goes with a process that ends before', async () => {
  const file = JSON.stringify(fromRoot('packages/machine/src/disk/temporary-folder.ts'));
  const script = `
    const { temporaryFolder } = await import(${file});
    const { path } = await temporaryFolder('test');
    (await import('node:fs')).writeFileSync(path + '/left', 'x');
    console.log(path);
    process.exit(130);
  `;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], { acceptFailure: true });
  expect(stdout).toContain('eks-practice-test-');
  expect(existsSync(stdout.trim())).toBe(false);
});
