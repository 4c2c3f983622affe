import { expect, test } from '@jest/globals';
import { assertBounded, boundsOf, maxRatePerSecond } from './bounds.ts';
import { virtualUsers } from './phase.ts';
import { steadyPhase } from './steady-phase.ts';

test.each([
  [[{ name: 'peak', ratePerSecond: maxRatePerSecond + 1, seconds: 1 }], 'requests/s'],
  [[{ name: 'peak', ratePerSecond: 2.5, seconds: 1 }], 'whole number'],
  [[{ name: 'peak', ratePerSecond: 0, seconds: 1 }], 'whole number'],
  [[{ name: 'peak', ratePerSecond: 1, seconds: 901 }], '901 s'],
  [[{ name: 'peak', ratePerSecond: 400, seconds: 251 }], '100400 requests'],
])('a load out of bounds is refused: %j', (phases, reason) => {
  expect(() => assertBounded(phases)).toThrow(reason);
});

test('a steady load stays in bounds at any rate that is', () => {
  for (const rate of [1, 150, maxRatePerSecond]) expect(() => assertBounded([steadyPhase(rate)])).not.toThrow();
});

test('there are virtual users enough for answers that take as long as they may', () => {
  expect(virtualUsers({ ratePerSecond: 100 })).toBe(200);
  expect(virtualUsers({ ratePerSecond: 1 })).toBe(10);
});

test('a trial of a stress may be faster than any other load, and is shorter', () => {
  const trial = [{ name: '2-pods-2000', ratePerSecond: 2_000, seconds: 15 }] as const;
  expect(() => assertBounded(trial, boundsOf('stress'))).not.toThrow();
  expect(() => assertBounded(trial, boundsOf('load'))).toThrow('1..400');
  expect(() => assertBounded([{ ...trial[0], seconds: 31 }], boundsOf('stress'))).toThrow('31 s');
});
