import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { describeInChromium, launchChromium } from '../in-chromium.fixture.ts';
import { type DrawnChart, OpenedReport } from './opened-report.fixture.ts';
import { failed, invalid, passed } from './shown-reports.fixture.ts';

/** The colour of text on light ground. */
const ink = 'rgb(24, 32, 44)';

describeInChromium('in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  test.each([
    { verdict: 'pass', report: passed, charts: 7 },
    { verdict: 'fail', report: failed, charts: 7 },
    { verdict: 'invalid', report: invalid, charts: 5 },
  ])('a $verdict is told with its reasons, by the page alone', async ({ verdict, report, charts }) => {
    await using opened = await OpenedReport.open(browser, report);
    const { page, requests, complaints } = opened;
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(new RegExp(verdict, 'i'));
    expect(await page.locator('[data-verdict]').getAttribute('data-verdict')).toBe(verdict);
    expect(await page.locator('header li').allInnerTexts()).toEqual(report.reasons);
    expect(await page.locator('figure').count()).toBe(charts);
    expect({ requests, complaints }).toEqual({ requests: [], complaints: [] });
  });

  test.each<{ what: string; options: BrowserContextOptions }>([
    { what: 'in light colours', options: { colorScheme: 'light' } },
    { what: 'in dark colours', options: { colorScheme: 'dark' } },
    { what: 'on a screen of twice the density', options: { deviceScaleFactor: 2 } },
    { what: 'on a telephone', options: { viewport: { width: 360, height: 740 } } },
  ])('every value of every series is drawn, $what', async ({ options }) => {
    await using opened = await OpenedReport.open(browser, failed, options);
    const charts = await opened.drawnCharts();
    const { requests } = failed.series;
    expect(valuesOf(charts, 'started')).toEqual(requests.perSecond);
    expect(valuesOf(charts, 'p95')).toEqual(requests.p95.filter((value) => value !== null));
    expect(valuesOf(charts, 'failed')).toEqual(requests.failed.filter((count) => count > 0));
    expect(valuesOf(charts, 'dropped')).toEqual(requests.dropped.filter((count) => count > 0));
    expect(valuesOf(charts, 'use')).toEqual(failed.series.workloads[0]?.cpu.perPod);
    const series = charts.flatMap((chart) =>
      chart.series.map((one) => ({ ...one, label: `${chart.title}: ${one.label}` })),
    );
    expect(series.filter(({ missing }) => missing.length > 0)).toEqual([]);
    expect(series.filter(({ values, inOwnColour }) => values.length === 0 || inOwnColour === 0)).toEqual([]);
  });

  test('every event is marked: those of a workload in its chart, those of the load in all', async () => {
    await using opened = await OpenedReport.open(browser, passed);
    const charts = await opened.drawnCharts();
    const texts = (of: (workload: string) => boolean): string[] =>
      passed.events.filter(({ workload }) => of(workload)).map(({ at, text }) => `${at} s: ${text}`);
    for (const name of ['api', 'user-api']) {
      const chart = charts.find(({ title }) => title === `Pods of ${name}`);
      expect([...(chart?.marks ?? [])].sort()).toEqual(texts((of) => of === '' || of === name).sort());
    }
    expect(charts.map(({ marks }) => texts((of) => of === '').every((text) => marks.includes(text)))).toEqual(
      charts.map(() => true),
    );
  });

  test('a mark says what it is when it is pointed at, and by the keyboard', async () => {
    await using opened = await OpenedReport.open(browser, passed);
    const pods = opened.page.locator('figure', { hasText: 'Pods of api' });
    await pods.locator('.scale-out').first().hover();
    expect(await pods.locator('.tip').innerText()).toContain('31.0 s  api is to have 4 pods, not 2');
    await pods.locator('.mark').first().focus();
    await opened.page.keyboard.press('ArrowRight');
    expect(await pods.locator('.tip').innerText()).toContain('load end');
    await opened.page.mouse.move(0, 0);
    await opened.page.keyboard.press('Tab');
    expect(await pods.locator('.tip').isVisible()).toBe(false);
  });

  test("a scale-out's links are as long as they took, and told to who cannot see them", async () => {
    await using opened = await OpenedReport.open(browser, passed);
    const [event] = passed.workloads[0]?.reaction.attribution ?? [];
    const chain = opened.page.locator('.chain').first();
    expect(await chain.getAttribute('aria-label')).toMatch(
      /^2 to 4 pods: metric crosses 15 s, decision 16 s, pod created/,
    );
    const widths = await chain
      .locator('.bar .link')
      .evaluateAll((links) => links.map((link) => link.getBoundingClientRect().width));
    const [crossed, decided] = [event?.metricCrossed ?? NaN, (event?.decided ?? NaN) - (event?.metricCrossed ?? NaN)];
    expect((widths[0] ?? NaN) / (widths[1] ?? NaN)).toBeCloseTo(crossed / decided, 1);
  });

  test('what was foreseen is drawn over what was seen', async () => {
    await using opened = await OpenedReport.open(browser, passed);
    const pods = (await opened.drawnCharts()).find(({ title }) => title === 'Pods of api');
    const predicted = pods?.series.find(({ label }) => label === 'predicted');
    expect(new Set(predicted?.values)).toEqual(
      new Set([2, ...(passed.workloads[0]?.reaction.forecast?.median ?? []).map(({ replicas }) => replicas)]),
    );
    expect(predicted).toMatchObject({ missing: [] });
    expect(predicted?.inOwnColour).toBeGreaterThan(0);
  });

  test('each section has its heading, and a drill its control', async () => {
    await using opened = await OpenedReport.open(browser, passed);
    const titles = await opened.page.getByRole('heading', { level: 2 }).allInnerTexts();
    expect(titles).toEqual(expect.arrayContaining(['Reaction', 'Staircase', 'Controls']));
    expect(titles).not.toContain('Failures');
    const drill = opened.page.locator('.drill');
    expect(await drill.locator('.outcome .pass').allInnerTexts()).toEqual(['✓ as it should', '✓ as it should']);
    expect(await drill.innerText()).toContain('connection refused near "pod api-1 was gone"');
  });

  test('what is printed is light, and no wider than the paper', async () => {
    await using opened = await OpenedReport.open(browser, passed, { colorScheme: 'dark' });
    const { page } = opened;
    // A4 without its margins, at 96 dots per inch.
    await page.setViewportSize({ width: 688, height: 1017 });
    // In this order, as browsers print: the page is still on the screen when it is told.
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe(ink);
    expect(await opened.overflow()).toBe(0);
    const series = (await opened.drawnCharts()).flatMap((chart) => chart.series);
    expect(series.filter(({ values, inOwnColour }) => values.length > 0 && inOwnColour === 0)).toEqual([]);
    expect(series.find(({ label }) => label === 'started')?.colour).toBe('#2563eb');
    expect(await page.locator('details:not([open], .figures)').count()).toBe(0);
  });

  test.each([360, 768, 1280])('nothing is wider than a window of %i px', async (width) => {
    for (const report of [passed, failed, invalid]) {
      await using opened = await OpenedReport.open(browser, report, { viewport: { width, height: 740 } });
      expect(await opened.overflow()).toBe(0);
    }
  });

  test('without JavaScript it still tells the verdict, on paper too', async () => {
    const options: BrowserContextOptions = { javaScriptEnabled: false, colorScheme: 'dark' };
    await using opened = await OpenedReport.open(browser, failed, options);
    const { page } = opened;
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(/fail/i);
    expect(await page.locator('noscript').innerText()).toContain('drawn by JavaScript');
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe(ink);
  });
});

/** Of the first series of that name. */
function valuesOf(charts: readonly DrawnChart[], label: string): readonly number[] | undefined {
  return charts.flatMap(({ series }) => series).find((series) => series.label === label)?.values;
}
