import { expect, test } from '@jest/globals';
import { measuredOf } from './pair.ts';

test('CPU time is shared among the answered requests, and held against the time that passed', () => {
  const load = { answered: 4000, failed: 0, seconds: 2, p50Ms: 3, p99Ms: 9 };
  expect(measuredOf(load, 1_600_000)).toEqual({
    requestsPerSecond: 2000,
    p50Ms: 3,
    p99Ms: 9,
    cpuMicroseconds: 400,
    busy: 0.8,
  });
});
