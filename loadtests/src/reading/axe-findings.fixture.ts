/// <reference lib="dom" />
import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe-core finds wrong with a page as it stands, as `impact: rule at element`. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.addScriptTag({ content: axe.source });
  const { violations } = await page.evaluate(() => {
    const { axe: inPage } = globalThis as unknown as { axe: { run: typeof axe.run } };
    // Without its look into style sheets from elsewhere, of which there are none.
    return inPage.run({ resultTypes: ['violations'], preload: false });
  });
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${impact}: ${id} at ${target.join(' ')}: ${failureSummary}`),
  );
}
