import type { RequestLog, RequestRecord } from './request-log.ts';

/** The figures of a load. */
export interface RequestTotals {
  readonly total: number;
  /** Not answered, or with a status other than 200. */
  readonly failed: number;
  /** Requests that could not be started at their time. */
  readonly dropped: number;
  /** Started per second, on average over the time from the first to the last. */
  readonly perSecond: number;
  /** Percentiles of the latency in milliseconds; null where there was no request. */
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
}

/** The figures of all requests of a load, or of one phase of it. */
export function totals(log: Pick<RequestLog, 'requests' | 'drops'>, phase?: string): RequestTotals {
  const ofPhase = <T extends { phase: string }>(items: readonly T[]): readonly T[] =>
    phase === undefined ? items : items.filter((item) => item.phase === phase);
  const requests = ofPhase(log.requests);
  const durations = requests.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
  return {
    total: requests.length,
    failed: requests.filter(({ failed }) => failed).length,
    dropped: ofPhase(log.drops).length,
    perSecond: meanRate(requests),
    p95Ms: percentile(durations, 95),
    p99Ms: percentile(durations, 99),
  };
}

/** How many requests failed, by k6's error code. */
export function errorsByCode(requests: readonly RequestRecord[]): Record<string, number> {
  const errors: Record<string, number> = {};
  for (const { failed, errorCode } of requests) {
    if (failed) errors[errorCode || 'unknown'] = (errors[errorCode || 'unknown'] ?? 0) + 1;
  }
  return errors;
}

/**
 * The nearest-rank percentile: the smallest value that at least `percent` of all do not exceed.
 * @param sorted in ascending order
 * @returns null where there is none
 */
export function percentile(sorted: readonly number[], percent: number): number | null {
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? null;
}

/** n requests have n - 1 intervals between their starts. */
function meanRate(requests: readonly RequestRecord[]): number {
  let first = Infinity;
  let last = -Infinity;
  for (const { startedAt } of requests) {
    first = Math.min(first, startedAt);
    last = Math.max(last, startedAt);
  }
  return requests.length < 2 ? 0 : ((requests.length - 1) * 1000) / (last - first);
}
