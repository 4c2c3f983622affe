import { isStep } from '../profile/phase.ts';
import type { SentLoad } from '../run/evidence.ts';
import type { LoadTimes } from './workload-result.ts';

/** When a load began, stepped up and ended, by the requests themselves; undefined where there was none. */
export function loadTimes(load: SentLoad | undefined): LoadTimes | undefined {
  const requests = load?.log.requests ?? [];
  let firstRequestAt = Infinity;
  let stepAt = Infinity;
  let endAt = -Infinity;
  for (const { phase, startedAt, endedAt } of requests) {
    firstRequestAt = Math.min(firstRequestAt, startedAt);
    endAt = Math.max(endAt, endedAt);
    if (isStep(phase)) stepAt = Math.min(stepAt, startedAt);
  }
  if (requests.length === 0) return undefined;
  return { firstRequestAt, stepAt: Number.isFinite(stepAt) ? stepAt : undefined, endAt };
}
