import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { goalsOf } from '../goals.ts';
import { someResults } from '../results.fixture.ts';
import { type Results, readResults } from '../results.ts';
import { figure, percent, spread } from './figures.ts';
import { pagePath, renderedPage } from './page.ts';

const page = await readFile(pagePath, 'utf8');
const results = (await readResults()) as Results;

test('docs/performance.md shows what loadtests/benchmark/results.json holds', () => {
  expect(renderedPage(page, results)).toBe(page);
});

test('another figure makes another page, and rendering twice changes nothing more', () => {
  const one = { median: 1.234, min: 1.1, max: 1.3 };
  const rendered = renderedPage(page, { ...results, ratios: { ...results.ratios, usersVsSeed: one } });
  expect(rendered).toContain('1.234 (1.100 to 1.300)');
  expect(rendered).not.toBe(page);
  expect(renderedPage(rendered, results)).toBe(page);
});

test('a part that was never measured says how to measure it', () => {
  expect(renderedPage(page, { ...results, parts: {} })).toContain('`npx nx run loadtests:benchmark -- --only memory`');
});

test.each([
  [{ usersVsSeed: 2.4 }, 'floor', 2, true],
  [{ usersVsSeed: 2.4 }, 'aim', 3, false],
  [{ usersVsSeed: 2 }, 'floor', 2, true],
  [{ imageVsNode: 1.031 }, 'goal', 1.03, false],
  [{ imageVsNode: 1.03 }, 'goal', 1.03, true],
])('%j against %s %d is met: %j', (ratios, kind, bound, met) => {
  const spreads = Object.fromEntries(
    Object.entries(ratios).map(([name, median]) => [name, { median, min: 0, max: 9 }]),
  );
  const found = goalsOf({ ...results, ratios: spreads }).find((goal) => goal.kind === kind && goal.bound === bound);
  expect(found).toMatchObject({ met });
});

test('what was not measured is neither met nor missed', () => {
  const unmeasured = goalsOf({ ...results, ratios: {}, parts: {} });
  expect(new Set(unmeasured.map(({ met }) => met))).toEqual(new Set([undefined]));
});

test.each([
  '| the seed | 1,000 (900 to 1,100) | 9.0 (8.1 to 9.9) | 20.0 (18.0 to 22.0) | 1,000 (900 to 1,100) | 0.99 (0.89 to 1.09) |',
  'itself reaches 2.50x the seed’s way on `/users`, and 2.25x on user-api alone',
  '| axios | undici | 50 (45 to 55) | 12.5 % |',
  '| undici |  | 50 (25.0 %) |',
  '| axios | 200 (25.0 %) |  |',
  '| **CPU µs a request** | 800 | 200 |',
  '| `dispatch` | undici | 12.5 % |',
  '| 512 | 1,234 (1,111 to 1,357) | 400.0 (360.0 to 440.0) |',
  '| 50 | 302 | 0.25 | 4.0 | 12.0 | 90.0 | 6.0 |',
  '| 312,400 | 0.25 | 0.50 | 40.0 | 2.0 |',
  '| Builds | 2.0 (1.8 to 2.2) | 7.0 (6.3 to 7.7) | 1.5 (1.4 to 1.7) |',
  '| Metrics | 3.0 (2.7 to 3.3) |  |  |',
  '*Measured 2026-01-02T03:04Z, 5 rounds, on Some CPU, 2 cores, 8 GiB, linux, Node 24.0.0.*',
])('of the figures the page shows: %s', (row) => {
  expect(renderedPage(page, someResults)).toContain(row);
});

test('figures are written alike everywhere', () => {
  expect(figure(12345.678, 1)).toBe('12,345.7');
  expect(percent(0.1234)).toBe('12.3 %');
  expect(spread({ median: 2.04, min: 1.96, max: 2.5 }, 1)).toBe('2.0 (2.0 to 2.5)');
  expect(spread({ median: 2.04, min: 2.01, max: 2.04 }, 1)).toBe('2.0');
});
