import { expect, test } from '@jest/globals';
import { ratioOf, spreadOf } from './spread.ts';

test.each([
  [[3], { median: 3, min: 3, max: 3 }],
  [[9, 1, 5], { median: 5, min: 1, max: 9 }],
  [[4, 1, 2, 8], { median: 3, min: 1, max: 8 }],
  [[10, 9, 100], { median: 10, min: 9, max: 100 }],
  [[1234.56], { median: 1235, min: 1235, max: 1235 }],
])('%j come to %j', (values, spread) => {
  expect(spreadOf(values)).toEqual(spread);
});

test('no rounds have no spread', () => {
  expect(() => spreadOf([])).toThrow(RangeError);
});

test('a ratio is taken round by round, so that a slow round slows both', () => {
  expect(ratioOf([20, 200, 2], [10, 100, 1])).toEqual({ median: 2, min: 2, max: 2 });
  expect(ratioOf([20, 100, 3], [10, 100, 1])).toEqual({ median: 2, min: 1, max: 3 });
});

test('rounds of two numbers are not held against each other', () => {
  expect(() => ratioOf([1], [1, 2])).toThrow(RangeError);
});
