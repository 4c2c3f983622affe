import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Browser, chromium } from 'playwright-core';
import { browserExecutable } from '../browser-executable.ts';
import type { StressResult } from '../profile/stress-result.ts';
import { buildReport } from '../report/build-report.ts';
import { OpenedReport } from '../report/opened-report.fixture.ts';
import { simulatedEvidence } from '../run/simulated-evidence.fixture.ts';
import { type Trend, type TrendRun, trendRunOf } from './trend.ts';
import { trendPage } from './trend-page.ts';

const report = buildReport(simulatedEvidence());
const run = trendRunOf('2026-11-22T12-00-00-load', JSON.stringify(report));

function on(day: number, change: Partial<TrendRun> = {}): TrendRun {
  return {
    ...run,
    folder: `day-${day}`,
    startedAt: `2026-11-${day}T12:00:00.000Z`,
    decisionSeconds: 20 + day,
    ...change,
  };
}

const trend: Trend = {
  schemaVersion: 1,
  runs: [
    ...[on(10), on(11, { decisionSeconds: null, readySeconds: null, verdict: 'fail' }), on(12), on(13, { p95Ms: 80 })],
    on(14, { scenario: 'smoke', decisionSeconds: null, readySeconds: null }),
  ],
  skipped: [{ folder: 'torn', why: 'it is no JSON' }],
};

// A browser on a machine that is busy otherwise takes its time.
jest.setTimeout(60_000);

const executablePath = await browserExecutable();
if (!executablePath) process.stderr.write('Skipped: there is no Chromium on PATH, nor does CHROME_PATH name one.\n');

(executablePath ? describe : describe.skip)('in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath ?? '' });
  });
  afterAll(() => browser?.close());

  test('every run has a row with a link, the newest first, and every figure of a group is drawn', async () => {
    await using opened = await OpenedReport.openPage(browser, await trendPage(trend));
    const { complaints, page, requests } = opened;
    expect(await page.locator('section').count()).toBe(2);
    expect({ complaints, requests }).toEqual({ complaints: [], requests: [] });
    const links = await page.locator('section').first().getByRole('link').all();
    expect(await Promise.all(links.map((link) => link.getAttribute('href')))).toEqual(
      [13, 12, 11, 10].map((day) => `day-${day}/report.html`),
    );
    expect(await page.locator('header li').innerText()).toBe('Left out: torn, since it is no JSON.');
    const series = (await opened.drawnCharts()).flatMap((chart) => chart.series);
    expect(series.map(({ label, values }) => [label, values])).toEqual([
      ['decided', [30, 32, 33]],
      ['first new pod ready', [35, 35, 35]],
      ['p95', [run.p95Ms, run.p95Ms, run.p95Ms, 80]],
    ]);
    expect(series.filter(({ inOwnColour, missing }) => missing.length > 0 || inOwnColour === 0)).toEqual([]);
  });

  test.each([360, 1280])('nothing is wider than a window of %i px', async (width) => {
    const options = { viewport: { width, height: 740 } };
    await using opened = await OpenedReport.openPage(browser, await trendPage(trend), options);
    expect(await opened.overflow()).toBe(0);
  });

  test('the report of a stress draws the knee over the pods', async () => {
    const stress: StressResult = {
      ...{ precision: 1.1, trialSeconds: 15, notTried: [4, 5] },
      knees: [80, 150, 190].map((ratePerSecond, index) => ({
        ...{ replicas: index + 1, ratePerSecond, beyondPerSecond: ratePerSecond + 8, trials: [] },
        limit: index < 2 ? 'stage' : 'machine',
      })),
    };
    await using opened = await OpenedReport.open(browser, { ...report, scenario: 'stress', stress });
    expect(opened.complaints).toEqual([]);
    const knee = (await opened.drawnCharts()).find(({ title }) => title === 'Knee');
    expect(knee?.series.map(({ label, values }) => [label, values])).toEqual([
      ['as the first pod bears', [80, 160, 240]],
      ['not borne', [88, 158, 198]],
      ['borne', [80, 150, 190]],
    ]);
    expect(knee?.series.flatMap(({ missing }) => missing)).toEqual([]);
    expect(await opened.page.locator('.tiles').innerText()).toContain('the machine, no more');
  });
});
