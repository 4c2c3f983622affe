/// <reference lib="dom" />
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';

/** As wide as a page of documentation can show, in CSS pixels. */
const width = 1280;

/** Verdict, figures and these many charts: requests, latency and the pods of the service that the load goes to. */
const charts = 3;

/**
 * The top of a report as a PNG, light whatever this machine prefers.
 * @param file the report's HTML file
 */
export async function reportPicture(browser: Browser, file: string): Promise<Buffer> {
  const context = await browser.newContext({ viewport: { width, height: 1000 }, colorScheme: 'light' });
  try {
    const page = await context.newPage();
    await page.goto(pathToFileURL(file).href);
    // Charts draw themselves a moment after they are made.
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    const height = await page.evaluate((shown) => {
      const last = [...document.querySelectorAll('figure .uplot')].slice(0, shown).at(-1) ?? document.body;
      return last.getBoundingClientRect().bottom;
    }, charts);
    return await page.screenshot({
      type: 'png',
      fullPage: true,
      clip: { x: 0, y: 0, width, height: Math.ceil(height) },
    });
  } finally {
    await context.close();
  }
}
