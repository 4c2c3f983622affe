import { expect, test } from '@jest/globals';
import { exitCode } from './exit-code.ts';

test('the exit codes are those that the commands promise', () => {
  expect([exitCode('pass'), exitCode('fail'), exitCode('invalid')]).toEqual([0, 1, 3]);
});
