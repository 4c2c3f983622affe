import { UserError } from '@eks-practice/errors/user-error';
import { expect, test } from '@jest/globals';
import { cacheDirectory } from './directories.ts';
import { onDisk } from './disk-full.ts';

const systemError = (code: string): Error => Object.assign(new Error(`${code}: it is so, write`), { code });

test.each([
  ['the system’s code', systemError('ENOSPC')],
  ['the code for a quota', systemError('EDQUOT')],
  ['what Docker says', new Error('failed to copy files: write /var/lib/docker/x: no space left on device')],
  ['what a command said', new Error('mmdebstrap … ended with exit code 1:\ntar: write error: No space left on device')],
  ['a cause further down', new Error('The image could not be built', { cause: systemError('ENOSPC') })],
  [
    'what a build printed',
    new UserError('The build said: ENOSPC: no space left', { code: 'build-failed', remedy: 'Mend it.' }),
  ],
])('a full disk is told by %s', async (_, error) => {
  await expect(onDisk(() => Promise.reject(error))).rejects.toMatchObject({
    code: 'disk-full',
    message: expect.stringContaining(cacheDirectory),
    remedy: expect.stringContaining('docker builder prune'),
    cause: error,
  });
});

test.each([systemError('EACCES'), new Error('exit code 28'), new Error('a'), 'text', undefined])(
  '%s is something else, and stays what it is',
  async (error) => {
    await expect(onDisk(() => Promise.reject(error))).rejects.toBe(error);
  },
);

test('what was told once is not told again around itself', async () => {
  const full = onDisk(() => onDisk(() => Promise.reject(systemError('ENOSPC'))));
  await expect(full).rejects.toMatchObject({ code: 'disk-full', cause: { code: 'ENOSPC' } });
});
