import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { describeInChromium, launchChromium } from '../in-chromium.fixture.ts';
import { OpenedReport } from '../report/opened-report.fixture.ts';
import { stressed } from '../report/shown-reports.fixture.ts';
import { shownRun, shownTrend } from './shown-trend.fixture.ts';
import { trendPage } from './trend-page.ts';

describeInChromium('in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  test('every run has a row with a link, the newest first, and every figure of a group is drawn', async () => {
    await using opened = await OpenedReport.openPage(browser, await trendPage(shownTrend));
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
      ['p95', [shownRun.p95Ms, shownRun.p95Ms, shownRun.p95Ms, 80]],
    ]);
    expect(series.filter(({ inOwnColour, missing }) => missing.length > 0 || inOwnColour === 0)).toEqual([]);
  });

  test.each([360, 1280])('nothing is wider than a window of %i px', async (width) => {
    const options = { viewport: { width, height: 740 } };
    await using opened = await OpenedReport.openPage(browser, await trendPage(shownTrend), options);
    expect(await opened.overflow()).toBe(0);
  });

  test('the report of a stress draws the knee over the pods', async () => {
    await using opened = await OpenedReport.open(browser, stressed);
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
