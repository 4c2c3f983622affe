import { expect, test } from '@jest/globals';
import { mebibytes, millicores, seconds } from './quantity.ts';

test.each([
  ['3456789n', 3.456789],
  ['250u', 0.25],
  ['40m', 40],
  ['1.5', 1500],
  ['0', 0],
])('%s is an amount of CPU', (quantity, expected) => {
  expect(millicores(quantity)).toBeCloseTo(expected, 9);
});

test.each(['', '12Mi', 'm', '-3m'])('"%s" is not', (quantity) => {
  expect(() => millicores(quantity)).toThrow(RangeError);
});

test.each([
  ['98304Ki', 96],
  ['96Mi', 96],
  ['1Gi', 1024],
  ['1048576', 1],
])('%s is an amount of memory', (quantity, expected) => {
  expect(mebibytes(quantity)).toBeCloseTo(expected, 9);
});

test.each(['', '12m', 'Mi', '96MB'])('"%s" is not', (quantity) => {
  expect(() => mebibytes(quantity)).toThrow(RangeError);
});

test.each([
  ['15.034s', 15.034],
  ['1m0.5s', 60.5],
  ['250ms', 0.25],
  ['1h', 3600],
])('%s is a duration', (duration, expected) => {
  expect(seconds(duration)).toBeCloseTo(expected, 9);
});

test.each(['', '15', 's', '15 s'])('"%s" is not', (duration) => {
  expect(() => seconds(duration)).toThrow(RangeError);
});
