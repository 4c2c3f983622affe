import { afterEach, expect, jest, test } from '@jest/globals';
import { sayMistake } from './say-mistake.ts';
import { UserError } from './user-error.ts';

afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = undefined;
});

test('a mistake is its message and its remedy, with exit code 2', () => {
  const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  sayMistake(new UserError('The port is taken.', { code: 'port-in-use', remedy: 'Choose another.' }));
  expect(printed.mock.calls).toEqual([['The port is taken.\n  Choose another.']]);
  expect(process.exitCode).toBe(2);
});

test('a bug keeps its stack and sets no exit code of its own', () => {
  const bug = new TypeError('x is undefined');
  expect(() => sayMistake(bug)).toThrow(bug);
  expect(process.exitCode).toBeUndefined();
});
