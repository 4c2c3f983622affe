/// <reference lib="dom" />
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { describeInChromium, launchChromium } from '../in-chromium.fixture.ts';
import { OpenedReport } from '../report/opened-report.fixture.ts';
import { axeFindings } from './axe-findings.fixture.ts';
import { focusStops } from './focus-stops.fixture.ts';
import { pageNames, shownPage } from './shown-pages.fixture.ts';

const telephone = { width: 390, height: 844 };

const looks: Readonly<Record<string, BrowserContextOptions>> = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'on a telephone': { colorScheme: 'light', viewport: telephone },
  'on a telephone, dark': { colorScheme: 'dark', viewport: telephone },
};

describeInChromium('whoever reads it', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  const open = (name: string, options?: BrowserContextOptions): Promise<OpenedReport> =>
    OpenedReport.openPage(browser, shownPage(name), options);

  test.each(pageNames.flatMap((name) => Object.keys(looks).map((look) => ({ name, look }))))(
    'axe finds nothing wrong: $name, $look',
    async ({ name, look }) => {
      await using opened = await open(name, looks[look]);
      await openDetails(opened.page);
      expect(await axeFindings(opened.page)).toEqual([]);
    },
  );

  test.each(pageNames)('a screen reader finds its way: %s', async (name) => {
    await using opened = await open(name);
    const { page } = opened;
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.title()).not.toBe('');
    expect(await page.locator('body > :not(main, script)').count()).toBe(0);
    const levels = await page
      .locator('h1, h2, h3, h4, h5, h6')
      .evaluateAll((headings) => headings.map(({ tagName }) => Number(tagName.slice(1))));
    expect(levels.indexOf(1)).toBe(0);
    expect(levels.lastIndexOf(1)).toBe(0);
    expect(levels.filter((level, index) => index > 0 && level > (levels[index - 1] as number) + 1)).toEqual([]);
  });

  test.each(pageNames)('each chart says in words what it draws, with the figures in a table: %s', async (name) => {
    await using opened = await open(name);
    for (const chart of await opened.page.locator('figure').all()) {
      const title = await chart.locator('h3').innerText();
      expect(await chart.locator('canvas[role="img"]').getAttribute('aria-label')).toContain(`${title}, `);
      // Of the runs in the trend, and of the knees, there is a table beside the chart anyway.
      const tables = await chart.evaluate(
        (figure) => figure.querySelector('.figures') ?? figure.closest('section')?.querySelector('table'),
      );
      expect(tables).toBeTruthy();
    }
  });

  test('the figures of a chart are those that it draws', async () => {
    await using opened = await open('a report that passed');
    const chart = opened.page.locator('figure', { hasText: 'Pods of api' });
    const drawn = (await opened.drawnCharts()).find(({ title }) => title === 'Pods of api');
    await chart.locator('summary').click();
    expect(await chart.locator('thead th').allInnerTexts()).toEqual([
      ...['Time', 'wanted by the autoscaler', 'ready', 'predicted'],
    ]);
    const wanted = await chart.locator('.figures tbody td:nth-of-type(1)').allInnerTexts();
    expect(wanted).toEqual(drawn?.series[0]?.values.slice(0, wanted.length).map(String));
  });

  test.each(pageNames)('on a telephone tables scroll in their own box, and nothing else does: %s', async (name) => {
    await using opened = await open(name, looks['on a telephone']);
    expect(await opened.overflow()).toBe(0);
    const scrolling = await opened.page.evaluate(() =>
      [...document.querySelectorAll('body *')]
        .filter((element) => element.scrollWidth > element.clientWidth)
        .filter((element) => /auto|scroll/.test(getComputedStyle(element).overflowX))
        .map((element) => [
          element.className,
          element.getAttribute('aria-label') !== null,
          element.getAttribute('role'),
        ]),
    );
    expect(scrolling).toEqual(scrolling.map(() => ['wide', true, 'group']));
    // With none, this said nothing.
    if (name === 'a report that passed') expect(scrolling.length).toBeGreaterThan(0);
  });

  test.each(pageNames)('the tab key comes to everything, and it is seen where it stands: %s', async (name) => {
    await using opened = await open(name, looks['on a telephone']);
    const stops = await focusStops(opened.page);
    expect(stops.length).toBeGreaterThan(0);
    expect(stops.filter((stop) => stop.name === '' || !stop.outlined)).toEqual([]);
    const scrollers = await opened.page
      .locator('.wide:visible')
      .evaluateAll((boxes) => boxes.filter((box) => box.scrollWidth > box.clientWidth).length);
    expect(stops.filter(({ scrolls }) => scrolls)).toHaveLength(scrollers);
  });

  test('the arrow keys scroll a table', async () => {
    await using opened = await open('the trend', looks['on a telephone']);
    const box = opened.page.locator('.wide').first();
    await box.focus();
    await opened.page.keyboard.press('End');
    await opened.page.keyboard.press('ArrowRight');
    await opened.page.waitForFunction(() => (document.querySelector('.wide')?.scrollLeft ?? 0) > 0);
  });

  test.each(pageNames)('lines are told apart by more than their colour: %s', async (name) => {
    await using opened = await open(name);
    for (const chart of await opened.page.locator('figure').all()) {
      const samples = await chart.locator('.u-series:not(:first-child) .u-marker').evaluateAll((markers) =>
        markers.map((marker) => {
          const { borderTopStyle, borderTopWidth } = getComputedStyle(marker);
          return `${borderTopWidth} ${borderTopStyle}`;
        }),
      );
      expect(new Set(samples).size).toBe(samples.length);
      expect(samples.length).toBeGreaterThan(0);
    }
  });

  test.each(pageNames)('nothing moves for who wants no motion: %s', async (name) => {
    await using opened = await open(name, { reducedMotion: 'reduce' });
    const moving = await opened.page.evaluate(() =>
      [...document.querySelectorAll('*')]
        .filter((element) => {
          const { animationName, scrollBehavior, transitionDuration } = getComputedStyle(element);
          return animationName !== 'none' || scrollBehavior === 'smooth' || !/^(0s(, )?)+$/.test(transitionDuration);
        })
        .map(({ tagName, className }) => `${tagName} ${className}`),
    );
    expect(moving).toEqual([]);
  });
});

/** All that can be opened; of the figures below charts, of which there are hundreds of rows, the first. */
async function openDetails(page: Page): Promise<void> {
  await page.evaluate(() => {
    const [figures] = document.querySelectorAll<HTMLDetailsElement>('details.figures');
    for (const details of document.querySelectorAll<HTMLDetailsElement>('details:not(.figures)')) details.open = true;
    if (figures) figures.open = true;
  });
  // Their content comes a moment later.
  await page.waitForFunction(() => document.querySelectorAll('details[open]:not(:has(table))').length === 0);
}
