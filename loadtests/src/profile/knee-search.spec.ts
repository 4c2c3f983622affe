import { expect, test } from '@jest/globals';
import { type Trial, kneeOf } from './knee.ts';
import { type KneeSearch, afterTrial, kneeSearch, nextRate } from './knee-search.ts';

/** Lets a service that bears so much be searched; a search that does not end is cut off. */
function searched(bears: number, start: number, { atMost = 400, precision = 1.1 } = {}) {
  let search = kneeSearch(start, { atMost, precision });
  const tried: number[] = [];
  for (let rate = nextRate(search); rate !== undefined && tried.length < 50; rate = nextRate(search)) {
    tried.push(rate);
    search = afterTrial(search, rate, rate <= bears);
  }
  return { search, tried };
}

test.each([
  { bears: 212, start: 100 },
  { bears: 212, start: 390 },
  { bears: 7, start: 100 },
  { bears: 1, start: 1 },
  { bears: 399, start: 50 },
])('the knee of a service that bears $bears/s is found from $start/s', ({ bears, start }) => {
  const { search, tried } = searched(bears, start);
  const { within, beyond } = search as { within: number; beyond: number };
  expect(within).toBeLessThanOrEqual(bears);
  expect(beyond).toBeGreaterThan(bears);
  expect(beyond <= within * 1.1 || beyond === within + 1).toBe(true);
  // Each rate once, and none that an earlier one has answered already.
  expect(new Set(tried).size).toBe(tried.length);
  expect(tried.length).toBeLessThanOrEqual(12);
});

test('no rate beyond the highest is tried, and to bear that one is the end of it', () => {
  const { search, tried } = searched(1_000, 30);
  expect(search).toMatchObject({ within: 400, beyond: null });
  expect(Math.max(...tried)).toBe(400);
});

test('a service that bears nothing has no knee', () => {
  expect(searched(0, 64).search).toMatchObject({ within: null, beyond: 1 });
});

test('a coarser search takes fewer trials', () => {
  expect(searched(212, 100, { precision: 1.3 }).tried.length).toBeLessThan(searched(212, 100).tried.length);
});

const trial = (ratePerSecond: number, starved: boolean): Trial => ({
  ...{ replicas: 2, ratePerSecond, starved, faults: ['p95 900 ms'] },
  ...{ total: 0, failed: 0, dropped: 0, p95Ms: 900, restarts: 0 },
});
const found = (within: number | null, beyond: number | null): KneeSearch => ({
  ...{ start: 10, atMost: 400, precision: 1.1, within, beyond },
});

test.each([
  [found(400, null), [], 'rate'],
  [found(100, 105), [trial(105, false), trial(160, true)], 'stage'],
  [found(100, 105), [trial(105, true), trial(160, false)], 'machine'],
])('what limits it is seen at the lowest rate that was too much: %j %j', (search, trials, limit) => {
  expect(kneeOf(2, search, trials).limit).toBe(limit);
});

test('a search that is not over has no knee yet', () => {
  expect(() => kneeOf(2, found(100, 300), [])).toThrow(RangeError);
});
