/// <reference lib="dom" />
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { describeInChromium, launchChromium } from '../in-chromium.fixture.ts';
import { OpenedReport } from '../report/opened-report.fixture.ts';
import { chartPageNames, pageNames, shownPage } from './shown-pages.fixture.ts';

/** A4 without its margins, at 96 dots per inch. */
const paper = { width: 688, height: 1017 };

describeInChromium('on paper', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  test.each(pageNames)('ink on white, and no chart is cut off: %s', async (name) => {
    await using opened = await OpenedReport.openPage(browser, shownPage(name), { colorScheme: 'dark' });
    const { page } = opened;
    const before = await chartWidths(page);
    // As browsers do it: the page is told while it still is as wide as the window, and charts cannot follow later.
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    const drawn = await chartWidths(page);
    expect(drawn.length > 0).toBe(chartPageNames.includes(name));
    const series = (await opened.drawnCharts()).flatMap((chart) => chart.series);
    expect(series.filter(({ values, inOwnColour }) => values.length > 0 && inOwnColour === 0)).toEqual([]);

    await page.emulateMedia({ media: 'print' });
    const room = await widthOfSections(page, paper);
    expect(drawn.filter((width) => width > room)).toEqual([]);
    expect(await opened.overflow()).toBe(0);
    const shades = await page.evaluate(() => ({
      ink: getComputedStyle(document.body).color,
      cards: [
        ...new Set([...document.querySelectorAll('section')].map((one) => getComputedStyle(one).backgroundColor)),
      ],
    }));
    expect(shades).toEqual({ ink: 'rgb(24, 32, 44)', cards: ['rgb(255, 255, 255)'] });

    await page.emulateMedia({ media: 'screen' });
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    expect(await chartWidths(page)).toEqual(before);
    expect(await page.locator('details[open]').count()).toBe(0);
  });

  test.each(pageNames)('tables are whole, as nothing scrolls there: %s', async (name) => {
    await using opened = await OpenedReport.openPage(browser, shownPage(name), { viewport: paper });
    await opened.page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await opened.page.emulateMedia({ media: 'print' });
    const cut = await opened.page
      .locator('.wide:visible')
      .evaluateAll((boxes) =>
        boxes
          .filter((box) => box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight)
          .map((box) => box.getAttribute('aria-label')),
      );
    expect(cut).toEqual([]);
  });
});

/** In CSS pixels. */
function chartWidths(page: Page): Promise<number[]> {
  return page.locator('canvas').evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().width)));
}

/** What a section has for a chart, in CSS pixels, on a page of that size. */
async function widthOfSections(page: Page, size: { width: number; height: number }): Promise<number> {
  await page.setViewportSize(size);
  const widths = await page
    .locator('section:has(figure)')
    .evaluateAll((sections) => sections.map((section) => section.querySelector('h2')?.clientWidth ?? 0));
  return Math.min(...widths);
}
