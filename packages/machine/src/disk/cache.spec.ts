import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { cachedFile, contentHash } from './cache.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'cache-'));
});
afterEach(() => rm(directory, { recursive: true }));

const make = jest.fn(async (target: string) => writeFile(target, 'whole'));
beforeEach(() => {
  make.mockClear();
});

test('what is there is not made again', async () => {
  const first = await cachedFile('thing', make, directory);
  expect(await cachedFile('thing', make, directory)).toBe(first);
  expect(make).toHaveBeenCalledTimes(1);
  expect(await readFile(first, 'utf8')).toBe('whole');
});

test('what was cut short is made again', async () => {
  const file = await cachedFile('thing', make, directory);
  await writeFile(file, 'wh');
  await cachedFile('thing', make, directory);
  expect(make).toHaveBeenCalledTimes(2);
  expect(await readFile(file, 'utf8')).toBe('whole');
});

test('what a killed run left is removed, and what a running one writes is not', async () => {
  const ended = 2 ** 30; // no system has so many process ids
  const abandoned = `other.partial-${hostname()}-${ended}-1`;
  const elsewhere = `other.partial-another-host-${ended}-1`;
  const written = `other.partial-${hostname()}-${process.ppid}-1`;
  for (const name of [abandoned, elsewhere, written]) await writeFile(path.join(directory, name), 'wh');
  await cachedFile('thing', make, directory);
  expect((await readdir(directory)).sort()).toEqual([elsewhere, written, 'thing', 'thing.sha256'].sort());
});

test('a full disk is told as what it is, and leaves nothing behind', async () => {
  const failing = async (target: string): Promise<void> => {
    await writeFile(target, 'wh');
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  };
  await expect(cachedFile('thing', failing, directory)).rejects.toMatchObject({ code: 'disk-full' });
  expect(await readdir(directory)).toEqual([]);
});

test('a failure leaves nothing behind', async () => {
  const failing = async (target: string): Promise<void> => {
    await writeFile(target, 'wh');
    throw new Error('the network is gone');
  };
  await expect(cachedFile('thing', failing, directory)).rejects.toThrow('the network is gone');
  expect(await readdir(directory)).toEqual([]);
});

test('parts are told apart: what moves from one to the next is another content', () => {
  expect(contentHash('ab', 'c')).not.toBe(contentHash('a', 'bc'));
  expect(contentHash('ab', 'c')).toBe(contentHash('ab', 'c'));
});
