import { compareSeries } from '@eks-practice/loadtests/compare/compare-series';
import { findSeries, requireComparable } from '@eks-practice/loadtests/compare/find-series';
import { comparisonVerdict } from '@eks-practice/loadtests/compare/series-verdict';
import { exitCode } from '@eks-practice/loadtests/exit-code';
import { comparisonText } from '../output/series.ts';
import { resultsDirectory } from './run-load.ts';

/**
 * Compares two series that are kept and sets the exit code: 0 no regression, 1 one, 3 too few valid runs.
 * @throws {UserError} where either is no series, or they cannot be compared
 */
export async function compareRecorded(
  { before, after }: { readonly before: string; readonly after: string },
  json: boolean,
): Promise<void> {
  const old = await findSeries(resultsDirectory, before);
  const fresh = await findSeries(resultsDirectory, after);
  requireComparable(fresh.series, old.series);
  const comparison = compareSeries(old.series, fresh.series, fresh.series.seed);
  process.exitCode = exitCode(comparisonVerdict(comparison));
  console.log(json ? JSON.stringify(comparison, undefined, 2) : comparisonText(comparison));
}
