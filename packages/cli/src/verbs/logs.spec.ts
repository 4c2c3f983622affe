import { expect, test } from '@jest/globals';
import { secondsIn } from '../logs/duration.ts';
import { checkedName, excerptOf } from './logs.ts';

test.each([
  ['90s', 90],
  ['10m', 600],
  ['1h30m', 5400],
  ['2d', 172_800],
])('%s is %d seconds', (text, seconds) => {
  expect(secondsIn(text, '--since')).toBe(seconds);
});

test.each(['', '10', 'm', '1.5h', '10m ', '0s', '-5m', '5 m', '10x'])('--since %j is refused', (text) => {
  expect(() => secondsIn(text, '--since')).toThrow(expect.objectContaining({ code: 'invalid-duration' }));
});

test('what is not asked for does not limit the log', () => {
  expect(excerptOf({ previous: false })).toEqual({ previous: false });
  expect(excerptOf({ previous: true, tail: '3', since: '1m' })).toEqual({
    previous: true,
    tailLines: 3,
    sinceSeconds: 60,
  });
});

test.each(['0', '-1', '1.5', 'all', ''])('--tail %j is refused', (tail) => {
  expect(() => excerptOf({ previous: false, tail })).toThrow(expect.objectContaining({ code: 'invalid-tail' }));
});

test('an unknown service is refused with the nearest one and all that exist', () => {
  expect(checkedName('user-api')).toBe('user-api');
  expect(() => checkedName('usr-api')).toThrow(
    expect.objectContaining({
      message: 'There is no service "usr-api". Did you mean "user-api"?',
      remedy: expect.stringContaining('user-api, api'),
    }),
  );
});
