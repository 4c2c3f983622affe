import { expect, test } from '@jest/globals';
import { parseSummary } from './summary.ts';

test('thresholds come with what was measured', () => {
  const summary = parseSummary(
    JSON.stringify({
      metrics: {
        http_reqs: { type: 'counter', values: { count: 120, rate: 10 }, thresholds: { 'count>=200': { ok: false } } },
        vus: { type: 'gauge', values: { value: 3 } },
      },
    }),
  );
  expect(summary).toEqual({
    requests: 120,
    thresholds: [{ metric: 'http_reqs', condition: 'count>=200', ok: false, values: { count: 120, rate: 10 } }],
  });
});

test('a run without a request has a summary without its metric', () => {
  expect(parseSummary('{"metrics":{}}')).toEqual({ requests: 0, thresholds: [] });
});

test('anything else is not a summary', () => {
  expect(() => parseSummary('{"root_group":{}}')).toThrow();
});
