import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { requireTemporaryDirectory } from './temporary-directory.ts';

test.each([
  ['that is not there', path.join(tmpdir(), 'not', 'there'), 'ENOENT'],
  ['that is a file', import.meta.filename, 'ENOTDIR'],
])('a folder for temporary files %s is named, with what to do', async (_, directory, code) => {
  await expect(requireTemporaryDirectory(directory)).rejects.toMatchObject({
    code: 'no-temporary-folder',
    message: `Temporary files cannot be written to ${directory} (${code}).`,
    remedy: expect.stringContaining('TMPDIR'),
  });
});

test('the one of this machine will do', async () => {
  await requireTemporaryDirectory();
});
