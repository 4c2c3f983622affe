import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { freeSpace } from './free-space.ts';

test('a folder that is yet to be made is on the disk of the one above it', async () => {
  expect(await freeSpace(path.join(tmpdir(), 'yet', 'to', 'be', 'made'))).toBeGreaterThan(0);
  expect(await freeSpace('/proc/self/fd')).toBe(0);
});
