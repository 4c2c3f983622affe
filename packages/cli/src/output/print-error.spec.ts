import { expect, test } from '@jest/globals';
import { UserError } from '@eks-practice/errors/user-error';
import { errorText, exitCodeOf } from './print-error.ts';

const mistake = new UserError('Port 18080 is in use.', { code: 'port-in-use', remedy: 'Stop what listens there.' });

test("a user's mistake is the message and the remedy, without a stack", () => {
  expect(errorText(mistake)).toMatch(/Port 18080 is in use\.\n {2}Stop what listens there\.$/);
  expect(exitCodeOf(mistake)).toBe(2);
});

test('a bug keeps its stack and has an exit code of its own', () => {
  expect(errorText(new TypeError('boom'))).toMatch(/TypeError: boom\n\s+at /);
  expect(exitCodeOf(new TypeError('boom'))).toBe(70);
});
