import { expect, test } from '@jest/globals';
import { bundled } from './bundle.ts';

test('what cannot be bundled is a mistake that says where it is', async () => {
  await expect(bundled('no-such-service')).rejects.toMatchObject({
    code: 'build-failed',
    message: expect.stringContaining('no-such-service/src/main.ts'),
  });
});
