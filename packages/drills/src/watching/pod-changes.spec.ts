import { expect, test } from '@jest/globals';
import { podChanges } from './pod-changes.ts';

test.each([
  ['nothing became of them', { a: 0, b: 2 }, []],
  ['one more came', { a: 0, b: 2, c: 0 }, []],
  ['one was restarted', { a: 0, b: 3 }, ['b was restarted.']],
  ['one went', { a: 0 }, ['b went unready or away.']],
])('%s', (_, after, expected) => {
  expect(podChanges({ a: 0, b: 2 }, after)).toEqual(expected);
});
