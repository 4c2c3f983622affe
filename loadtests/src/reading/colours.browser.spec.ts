/// <reference lib="dom" />
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { describeInChromium, launchChromium } from '../in-chromium.fixture.ts';
import { OpenedReport } from '../report/opened-report.fixture.ts';
import { shownPage } from './shown-pages.fixture.ts';

// What is written and drawn on a canvas axe does not see: its colours are held against their ground here.

const words = ['text', 'muted', 'pass', 'fail', 'invalid'];
const lines = ['blue', 'orange', 'green', 'purple', 'teal', 'red'];

/** The least contrast to its ground, by WCAG 2.2, level AA: of text (1.4.3), and of what has to be seen (1.4.11). */
const least = {
  ...Object.fromEntries(words.map((name) => [name, 4.5])),
  ...Object.fromEntries(lines.map((n) => [n, 3])),
};

describeInChromium('colours', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  test.each(['light', 'dark'] as const)('stand out from what they are on: %s', async (colorScheme) => {
    await using opened = await OpenedReport.openPage(browser, shownPage('a report that passed'), { colorScheme });
    for (const ground of ['card', 'background']) {
      const found = await opened.page.evaluate(contrasts, { names: Object.keys(least), ground });
      expect(Object.entries(found).filter(([name, contrast]) => contrast < (least[name] as number))).toEqual([]);
    }
  });
});

/** The contrast of each colour of the style sheet to another of them. Runs in the page. */
function contrasts({ names, ground }: { names: readonly string[]; ground: string }): Record<string, number> {
  const context = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D;
  /** As WCAG 2.2 defines it. */
  const luminance = (name: string): number => {
    context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue] = [...context.getImageData(0, 0, 1, 1).data].map((channel) => {
      const share = channel / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (a: number, b: number): number => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  return Object.fromEntries(names.map((name) => [name, contrast(luminance(name), luminance(ground))]));
}
