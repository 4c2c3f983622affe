import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '@eks-practice/machine/run';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { version } from './version.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'version-'));
});

afterEach(() => rm(folder, { recursive: true }));

test('of a clone the version is its commit', async () => {
  const git = async (...args: string[]): Promise<string> => (await run('git', args, { cwd: folder })).stdout;
  await git('init', '--quiet');
  const author = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.test'];
  await git(...author, 'commit', '--quiet', '--allow-empty', '--no-gpg-sign', '--message', 'Begin');
  const commit = await git('rev-parse', '--short', 'HEAD');
  expect(await version(folder)).toMatch(new RegExp(`^eks-practice, commit ${commit} of \\d{4}-\\d\\d-\\d\\d$`));
});

test('of a folder without a history it says so', async () => {
  expect(await version(folder)).toBe('eks-practice, of no known commit: this is no clone, or there is no git');
});
