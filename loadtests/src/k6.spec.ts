import { expect, test } from '@jest/globals';
import { isRecentEnough } from './k6.ts';

test.each([
  ['1.0.0', true],
  ['1.8.1', true],
  ['2.1.0-rc1', true],
  ['0.57.0', false],
  [undefined, false],
])('k6 %s runs TypeScript: %s', (version, expected) => {
  expect(isRecentEnough(version)).toBe(expected);
});
