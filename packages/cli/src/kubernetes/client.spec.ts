import { expect, test } from '@jest/globals';
import { answered } from './client.ts';

const refused = new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') });

test.each([
  ['a silent API', refused, 'kubernetes-unreachable', /ECONNREFUSED/],
  ['one that does not know who asks', Object.assign(new Error('no'), { code: 401 }), 'kubernetes-denied', /401/],
  ['one that does not let who asks', Object.assign(new Error('no'), { code: 403 }), 'kubernetes-denied', /403/],
])("%s is a mistake that names the stage's own command", async (_, error, code, message) => {
  await expect(answered(Promise.reject(error), 'dev')).rejects.toMatchObject({
    name: 'UserError',
    code,
    message: expect.stringMatching(message),
    remedy: expect.stringContaining('npx eks-practice deploy --stage dev'),
  });
});

test('another error stays what it is', async () => {
  const bug = Object.assign(new Error('no such thing'), { code: 404 });
  await expect(answered(Promise.reject(bug))).rejects.toBe(bug);
});
