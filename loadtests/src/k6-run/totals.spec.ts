import { expect, test } from '@jest/globals';
import type { RequestRecord } from './request-log.ts';
import { errorsByCode, percentile, totals } from './totals.ts';

function request(startedAt: number, durationMs: number, errorCode = '', phase = 'peak'): RequestRecord {
  return { phase, startedAt, endedAt: startedAt + durationMs, durationMs, failed: errorCode !== '', errorCode };
}

test.each([
  [[], 95, null],
  [[7], 99, 7],
  [[1, 2, 3, 4], 50, 2],
  [Array.from({ length: 100 }, (_, index) => index + 1), 95, 95],
  [Array.from({ length: 101 }, (_, index) => index + 1), 95, 96],
])('the nearest-rank percentile', (sorted, percent, expected) => {
  expect(percentile(sorted, percent)).toBe(expected);
});

test('the figures count all requests, and the rate is that of their starts', () => {
  const requests = [request(1000, 30), request(1500, 10), request(2000, 20, '1212')];
  expect(totals({ requests, drops: [{ phase: 'peak', at: 1 }] })).toEqual({
    ...{ total: 3, failed: 1, dropped: 1, perSecond: 2, p95Ms: 30, p99Ms: 30 },
  });
});

test('one phase can be looked at by itself', () => {
  const requests = [request(0, 900, '', 'base'), request(1000, 10), request(1100, 10)];
  const drops = [{ phase: 'base', at: 1 }];
  expect(totals({ requests, drops }, 'peak')).toMatchObject({ total: 2, dropped: 0, perSecond: 10, p95Ms: 10 });
});

test('no request has no latency, which is not the same as a short one', () => {
  expect(totals({ requests: [], drops: [] })).toMatchObject({ total: 0, perSecond: 0, p95Ms: null, p99Ms: null });
});

test('failures are counted by code', () => {
  const requests = [request(0, 1, '1212'), request(0, 1, '1212'), request(0, 1), request(0, 1, '1503')];
  expect(errorsByCode(requests)).toEqual({ 1212: 2, 1503: 1 });
});
