/// <reference lib="dom" />
import type { Page } from 'playwright-core';

/** Where the tab key stops. */
export interface FocusStop {
  /** What a screen reader calls it. */
  readonly name: string;
  /** Whether it is seen to have the focus: an outline that it has not without. */
  readonly outlined: boolean;
  /** Whether it is a box that scrolls. */
  readonly scrolls: boolean;
}

/** More than a page has, so that a circle of focus ends. */
const mostStops = 200;

/** Every stop of the tab key on a page, in its order. */
export async function focusStops(page: Page): Promise<FocusStop[]> {
  const stops: FocusStop[] = [];
  while (stops.length < mostStops) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(focused);
    if (!stop) return stops;
    stops.push(stop);
  }
  throw new Error(`the tab key stops more than ${mostStops} times`);
}

/** Runs in the page. */
function focused(): FocusStop | null {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return null;
  const { outlineColor, outlineStyle, outlineWidth } = getComputedStyle(element);
  return {
    name: element.getAttribute('aria-label') ?? element.innerText,
    outlined: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && !/, 0\)$/.test(outlineColor),
    scrolls: element.scrollWidth > element.clientWidth && getComputedStyle(element).overflowX === 'auto',
  };
}
