import { writeWhole } from '../run/run-directory.ts';
import { readTrend } from './read-trend.ts';
import { trendPage } from './trend-page.ts';

/**
 * Writes `trend.json` and `trend.html` anew, from the runs that are kept.
 * @throws {UserError} `results-not-writable`
 */
export async function writeTrend(resultsDirectory: string): Promise<void> {
  const trend = await readTrend(resultsDirectory);
  await writeWhole(resultsDirectory, {
    'trend.json': `${JSON.stringify(trend, undefined, 1)}\n`,
    'trend.html': await trendPage(trend),
  });
}
