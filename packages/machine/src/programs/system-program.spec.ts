import { UserError } from '@eks-practice/errors/user-error';
import { expect, test } from '@jest/globals';
import { runSystemProgram } from './system-program.ts';

const options = { what: 'apt-get install', remedy: 'Mend the network.' };

test('a program that fails is told by the end of what it said, with a remedy', async () => {
  const failing = runSystemProgram('sh', ['-c', 'echo trying; echo "E: no mirror answers" >&2; exit 25'], options);
  await expect(failing).rejects.toBeInstanceOf(UserError);
  await expect(failing).rejects.toMatchObject({
    code: 'system-program-failed',
    message: 'apt-get install failed. It said last:\n  trying\n  E: no mirror answers',
    remedy: 'Mend the network.',
  });
});

test('that it fails for a full disk is told as such', async () => {
  const failing = runSystemProgram('sh', ['-c', 'echo "tar: No space left on device"; exit 2'], options);
  await expect(failing).rejects.toMatchObject({ code: 'disk-full' });
});
