import { seriesPage } from '../compare/series-page.ts';
import { shownComparison, shownSeries } from '../compare/shown-series.fixture.ts';
import { reportPage } from '../report/page.ts';
import { failed, invalid, passed, stressed } from '../report/shown-reports.fixture.ts';
import { shownTrend } from '../trend/shown-trend.fixture.ts';
import { trendPage } from '../trend/trend-page.ts';

/** Every page that a run writes, as HTML: each verdict, a chart of another kind, a series, and the page over all runs. */
const shownPages: Readonly<Record<string, string>> = {
  'a report that passed': await reportPage(passed),
  'a report that failed': await reportPage(failed),
  'the report of an invalid run': await reportPage(invalid),
  'the report of a stress': await reportPage(stressed),
  'a series': await seriesPage(shownSeries),
  'a series against an earlier one': await seriesPage(shownComparison.series, shownComparison.comparison),
  'the trend': await trendPage(shownTrend),
};

export const pageNames = Object.keys(shownPages);

/** Those that draw something; a series is tables alone. */
export const chartPageNames = pageNames.filter((name) => !name.startsWith('a series'));

/** @throws where there is no such page */
export function shownPage(name: string): string {
  const page = shownPages[name];
  if (page === undefined) throw new Error(`no page is called "${name}"`);
  return page;
}
