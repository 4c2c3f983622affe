import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { silent } from '../progress.ts';
import { mmdebstrap } from './mmdebstrap.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mmdebstrap-'));
  jest.replaceProperty(process, 'env', { ...process.env, PATH: `${folder}:${process.env.PATH}` });
});

afterEach(async () => {
  jest.restoreAllMocks();
  await rm(folder, { recursive: true });
});

/** Stands in for the program. */
async function given(script: string): Promise<void> {
  const file = path.join(folder, 'mmdebstrap');
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
}

test('it is called with the recipe and the target, and without the date', async () => {
  const target = path.join(folder, 'root.tar');
  await given(`echo "$SOURCE_DATE_EPOCH $*" > ${target}`);
  await mmdebstrap(['--format=tar', 'bookworm'], target, silent);
  expect(await readFile(target, 'utf8')).toBe(`0 --format=tar bookworm ${target}\n`);
});

test('a mount that something holds is told with what names its holder', async () => {
  await given('echo "umount: /tmp/mmdebstrap.x/proc: target is busy." >&2; exit 25');
  await expect(mmdebstrap(['bookworm'], path.join(folder, 'root.tar'), silent)).rejects.toMatchObject({
    code: 'system-program-failed',
    message: expect.stringContaining('proc: target is busy'),
    remedy: expect.stringContaining('fuser'),
  });
});
