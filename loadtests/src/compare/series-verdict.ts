import type { Verdict } from '../exit-code.ts';
import type { Comparison } from './compare-series.ts';
import type { Series } from './series.ts';

/** What a series says: one failed run fails it, invalid ones are left out, and without a valid one it says nothing. */
export function seriesVerdict({ runs }: Pick<Series, 'runs'>): Verdict {
  if (runs.some(({ verdict }) => verdict === 'fail')) return 'fail';
  return runs.some(({ verdict }) => verdict === 'pass') ? 'pass' : 'invalid';
}

/** What a comparison says; a run that failed in both series is no regression. */
export function comparisonVerdict({ result }: Pick<Comparison, 'result'>): Verdict {
  return ({ regression: 'fail', 'no-regression': 'pass', 'too-few': 'invalid' } as const)[result];
}
