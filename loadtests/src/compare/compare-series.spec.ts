import { expect, test } from '@jest/globals';
import { seededRandom } from '../reaction/seeded-random.ts';
import { compareSeries } from './compare-series.ts';
import { holm, worseBy } from './permutation.ts';
import { comparisonTexts } from './series-page.ts';
import type { Series, SeriesRun } from './series.ts';
import { comparisonVerdict, seriesVerdict } from './series-verdict.ts';

/** Runs whose figures are spread as those of a stage are. */
function seriesOf(seed: number, change: Partial<SeriesRun> = {}, { runs = 5, slower = 1 } = {}): Series {
  const random = seededRandom(seed);
  return {
    ...{ schemaVersion: 1, scenario: 'load', quick: false, stage: 'local', service: 'api', planned: runs, seed },
    conditions: { settings: { services: [{ name: 'api', image: `api:${seed}` }] } },
    runs: Array.from({ length: runs }, (_, index) => {
      const decisionSeconds = slower * (20 + 20 * random());
      return {
        ...{ folder: `run-${index + 1}`, verdict: 'pass' as const, delaySeconds: 30 * random(), loadSeconds: 90 },
        ...{ decisionSeconds, readySeconds: decisionSeconds + 3 + random(), backAtRestSeconds: 60 },
        ...{ p95Ms: slower * (20 + 5 * random()), p99Ms: slower * (80 + 40 * random()), failed: 0, dropped: 0 },
        ...change,
      };
    }),
  };
}

const before = seriesOf(1);

test('a series is no worse than itself', () => {
  const { metrics, result } = compareSeries(before, before, 7);
  expect(result).toBe('no-regression');
  expect(metrics.map(({ meanRatio, p }) => [meanRatio ?? 1, p > 0.4])).toEqual(metrics.map(() => [1, true]));
});

test('chance alone is hardly ever taken for a regression', () => {
  const pairs = Array.from({ length: 10 }, (_, index) => [seriesOf(1_000 + 2 * index), seriesOf(1_001 + 2 * index)]);
  const found = pairs.filter(
    ([old, fresh]) => compareSeries(old as Series, fresh as Series, 7).result === 'regression',
  );
  // One of twenty is to be expected; of three hundred it were thirteen.
  expect(found.length).toBeLessThan(3);
});

test('a stage that has become slower is found out, and one that has become faster is not', () => {
  const slower = compareSeries(before, seriesOf(2, {}, { slower: 3 }), 7);
  expect(slower.result).toBe('regression');
  expect(slower.metrics.filter(({ worse }) => worse).map(({ metric }) => metric)).toEqual([
    ...['decision, s', 'pod ready, s', 'p95, ms', 'p99, ms'],
  ]);
  expect(compareSeries(before, seriesOf(2, {}, { slower: 0.5 }), 7).result).toBe('no-regression');
});

test('requests that fail are a regression of their own', () => {
  const { metrics } = compareSeries(before, seriesOf(1, { failed: 3, verdict: 'fail' }), 7);
  expect(metrics.filter(({ worse }) => worse)).toMatchObject([{ metric: 'failed + dropped', meanRatio: null }]);
});

test('a run without a scale-out counts as one that took its whole load', () => {
  const { metrics } = compareSeries(before, seriesOf(1, { decisionSeconds: null, verdict: 'fail' }), 7);
  expect(metrics[0]).toMatchObject({ worse: true, after: { min: 90, max: 90 } });
});

test('what is certain but small does not count', () => {
  const [old, fresh] = [seriesOf(1, { p95Ms: 100 }), seriesOf(1, { p95Ms: 104 })];
  const p95 = compareSeries(old, fresh, 7).metrics.find(({ metric }) => metric === 'p95, ms');
  expect(p95).toMatchObject({ worse: false, medianDifference: 4 });
  expect(p95?.p).toBeLessThan(0.05);
});

test('invalid runs are left out and counted, and with too few others nothing is said', () => {
  const mixed = seriesOf(1, {}, { runs: 6 });
  mixed.runs.push({ ...(mixed.runs[0] as SeriesRun), verdict: 'invalid', p95Ms: 9_999 });
  const compared = compareSeries(before, mixed, 7);
  expect(compared).toMatchObject({ result: 'no-regression', after: { runs: 6, invalid: 1 } });
  const few = compareSeries(before, seriesOf(1, {}, { runs: 4 }), 7);
  expect(few).toMatchObject({ result: 'too-few', metrics: [] });
  expect(
    ['no-regression', 'regression', 'too-few'].map((result) => comparisonVerdict({ result } as typeof few)),
  ).toEqual([...['pass', 'fail', 'invalid']]);
});

test('the test is named, and what else differs is listed', () => {
  const texts = comparisonTexts(compareSeries(before, seriesOf(2), 7)).join('\n');
  expect(texts).toMatch(/permutation test on the difference of means .* Holm-corrected/);
  expect(texts).toContain('seed 7');
  expect(texts).toContain('settings.services.api.image: api:1, now api:2');
});

test('the same seed finds the same', () => {
  expect(compareSeries(before, seriesOf(2), 7)).toEqual(compareSeries(before, seriesOf(2), 7));
});

test.each([
  [[1, 2, 3, 4, 5], [101, 102, 103, 104, 105], 0.001, 0.01],
  [[1, 2, 3, 4, 5], [1, 2, 3, 4, 5], 0.45, 0.65],
  [[101, 102, 103], [1, 2, 3], 0.99, 1],
  [[0, 0, 0], [0, 0, 0], 1, 1],
])('%j, then %j', (x, y, least, most) => {
  const p = worseBy(x, y, seededRandom(1));
  expect(p).toBeGreaterThanOrEqual(least);
  expect(p).toBeLessThanOrEqual(most);
});

test('Holm multiplies the least by all, the next by one fewer, and never turns their order', () => {
  const corrected = holm([0.03, 0.01, 0.04, 0.5]);
  [0.09, 0.04, 0.09, 0.5].forEach((value, index) => expect(corrected[index]).toBeCloseTo(value, 9));
  expect(holm([0.9, 0.8])).toEqual([1, 1]);
});

test.each([
  [['pass', 'invalid'], 'pass'],
  [['pass', 'fail', 'invalid'], 'fail'],
  [['invalid'], 'invalid'],
  [[], 'invalid'],
] as const)('a series of %j says %s', (verdicts, said) => {
  const runs = verdicts.map((verdict) => ({ ...(before.runs[0] as SeriesRun), verdict }));
  expect(seriesVerdict({ runs })).toBe(said);
});
