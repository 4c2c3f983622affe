import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';

/** As wide as a page of documentation can show, and as high as one takes in at once, in CSS pixels. */
const size = { width: 1280, height: 1000 };

/**
 * The top of a report as a PNG, light whatever this machine prefers.
 * @param file the report's HTML file
 */
export async function reportPicture(browser: Browser, file: string): Promise<Buffer> {
  const context = await browser.newContext({ viewport: size, colorScheme: 'light' });
  try {
    const page = await context.newPage();
    await page.goto(pathToFileURL(file).href);
    // Charts draw themselves a moment after they are made.
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    return await page.screenshot({ type: 'png' });
  } finally {
    await context.close();
  }
}
