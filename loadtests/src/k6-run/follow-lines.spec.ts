import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { followLines } from './follow-lines.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'follow-lines-'));
});
afterEach(() => rm(directory, { recursive: true }));

test('lines come as they are written, one cut in two as one, and what is written last is not lost', async () => {
  const file = path.join(directory, 'points');
  await writeFile(file, 'first\nsec');
  const writer = Promise.withResolvers<undefined>();
  const lines = followLines(file, writer.promise);
  expect((await lines.next()).value).toBe('first');
  await appendFile(file, 'ond\nthird\n');
  writer.resolve(undefined);
  expect(await Array.fromAsync(lines)).toEqual(['second', 'third']);
});

test('a line without an end was cut off and does not count; a writer that failed has ended too', async () => {
  const file = path.join(directory, 'points');
  await writeFile(file, 'whole\n{"metric":');
  expect(await Array.fromAsync(followLines(file, Promise.reject(new Error('killed'))))).toEqual(['whole']);
});
