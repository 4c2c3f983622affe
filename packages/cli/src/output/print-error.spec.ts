import { expect, test } from '@jest/globals';
import { UserError } from '@eks-practice/errors/user-error';
import { errorText, exitCodeOf } from './print-error.ts';

const mistake = new UserError('Port 18080 is in use.', { code: 'port-in-use', remedy: 'Stop what listens there.' });

test("a user's mistake is the message and the remedy, without a stack", () => {
  expect(errorText(mistake)).toMatch(/Port 18080 is in use\.\n {2}Stop what listens there\.$/);
  expect(exitCodeOf(mistake)).toBe(2);
});

test('in a terminal both are broken between words, each as deep as it begins', () => {
  const long = new UserError('Port 18080 is in use.\n  - by a', { code: 'a', remedy: 'Stop what listens.\nOr wait.' });
  expect(errorText(long, 14)).toMatch(
    /Port 18080\n {2}is in use\.\n {2}- by a\n {2}Stop what\n {2}listens\.\n {2}Or wait\.$/,
  );
});

test('a bug keeps its stack and has an exit code of its own', () => {
  expect(errorText(new TypeError('boom'))).toMatch(/TypeError: boom\n\s+at /);
  expect(exitCodeOf(new TypeError('boom'))).toBe(70);
});
