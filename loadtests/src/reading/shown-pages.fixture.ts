import { reportPage } from '../report/page.ts';
import { failed, invalid, passed, stressed } from '../report/shown-reports.fixture.ts';
import { shownTrend } from '../trend/shown-trend.fixture.ts';
import { trendPage } from '../trend/trend-page.ts';

/** Every page that a run writes, as HTML: each verdict, a chart of another kind, and the page over all runs. */
const shownPages: Readonly<Record<string, string>> = {
  'a report that passed': await reportPage(passed),
  'a report that failed': await reportPage(failed),
  'the report of an invalid run': await reportPage(invalid),
  'the report of a stress': await reportPage(stressed),
  'the trend': await trendPage(shownTrend),
};

export const pageNames = Object.keys(shownPages);

/** @throws where there is no such page */
export function shownPage(name: string): string {
  const page = shownPages[name];
  if (page === undefined) throw new Error(`no page is called "${name}"`);
  return page;
}
