import type { CostEstimate } from '../estimate-costs.ts';
import { usdRange, usdSigned } from './usd.ts';

/**
 * What a deploy changes of the costs, in one line.
 * @param before of the templates that are deployed; undefined where nothing is
 */
export function costChange(before: CostEstimate | undefined, after: CostEstimate): string {
  const { total } = after.monthlyUsd;
  const now = usdRange(total);
  if (!before) return `${now} a month (estimated; nothing is deployed yet)`;
  const was = before.monthlyUsd.total;
  const difference = { atRest: total.atRest - was.atRest, atMost: total.atMost - was.atMost };
  if (usdRange(was) === now) return `${now} a month (estimated), as before`;
  const rest = usdSigned(difference.atRest);
  const most = usdSigned(difference.atMost);
  return `was ${usdRange(was)}, will be ${now} a month (estimated; ${rest} at rest, ${most} at most)`;
}
