import { expect, test } from '@jest/globals';
import { benchmarkOptions } from './options.ts';

test('without arguments everything is measured', () => {
  expect(benchmarkOptions([])).toEqual({
    parts: ['requests', 'growth', 'start', 'cluster', 'memory'],
    rounds: 5,
    seconds: 4,
  });
});

test('parts, rounds and seconds can be chosen', () => {
  const options = benchmarkOptions(['--only', 'start,requests', '--rounds=2', '--seconds', '9']);
  expect(options).toEqual({ parts: ['requests', 'start'], rounds: 2, seconds: 9 });
});

test.each([
  [['--only', 'request'], /request, which is none of requests,/],
  [['--rounds', '0'], /--rounds is 0, and must be a whole number from 1 to 20/],
  [['--rounds', 'many'], /--rounds is many/],
  [['--seconds', '61'], /--seconds is 61/],
  [['--seconds', '1.5'], /--seconds is 1.5/],
  [['--round', '1'], /--round/],
])('%j is refused by name', (args, message) => {
  expect(() => benchmarkOptions(args)).toThrow(message);
});
