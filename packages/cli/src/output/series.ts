import type { Comparison } from '@eks-practice/loadtests/compare/compare-series';
import type { Series } from '@eks-practice/loadtests/compare/series';
import { comparisonTable, comparisonTexts, seriesTable } from '@eks-practice/loadtests/compare/series-page';
import { table } from './table.ts';

/** What a person reads at the end of a series: each run, and their spread. */
export function seriesText(series: Series): string {
  const { heads, rows } = seriesTable(series);
  return table([heads, ...rows]).replaceAll(/^/gm, '  ');
}

/** What a comparison comes to, what decided it, and the figures. */
export function comparisonText(comparison: Comparison): string {
  const { heads, rows } = comparisonTable(comparison);
  const [result, ...others] = comparisonTexts(comparison);
  const figures = rows.length === 0 ? [] : [table([heads, ...rows]).replaceAll(/^/gm, '  ')];
  return [result, ...others.map((text) => `  ${text}`), ...figures].join('\n');
}
