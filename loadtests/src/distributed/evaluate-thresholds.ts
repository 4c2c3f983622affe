import type { RequestRecord } from '../k6-run/request-log.ts';
import type { ThresholdResult } from '../k6-run/summary.ts';
import { percentile } from '../k6-run/totals.ts';
import type { Thresholds } from '../scenarios/thresholds.ts';

/** What all runners did together. */
export interface MergedCounts {
  readonly requests: readonly RequestRecord[];
  /** How many requests their k6 counted. */
  readonly counted: number;
  readonly dropped: number;
  readonly checks: { readonly passes: number; readonly fails: number };
}

const operators: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '==': (value, bound) => value === bound,
  '>=': (value, bound) => value >= bound,
  '<=': (value, bound) => value <= bound,
  '<': (value, bound) => value < bound,
  '>': (value, bound) => value > bound,
};

/**
 * Holds a scenario's thresholds against the merged load, as k6 does against its own; no runner has seen enough to do so.
 * @throws {RangeError} for a threshold that the merged load has no figure for
 */
export function evaluateThresholds(thresholds: Thresholds, counts: MergedCounts): ThresholdResult[] {
  return Object.entries(thresholds).flatMap(([metric, conditions]) => {
    const values = figuresOf(metric, counts);
    return conditions.map((one): ThresholdResult => {
      const condition = typeof one === 'string' ? one : one.threshold;
      const [, figure = '', operator = '', bound] =
        /^([a-z]+(?:\(\d+\))?)\s*([=<>]+)\s*([\d.]+)$/.exec(condition) ?? [];
      const value = values[figure];
      const holds = operators[operator];
      if (value === undefined || !holds) throw new RangeError(`No figure for the threshold ${metric}: ${condition}`);
      return { metric, condition, ok: holds(value, Number(bound)), values };
    });
  });
}

/** By k6's names. */
function figuresOf(metric: string, { checks, counted, dropped, requests }: MergedCounts): Record<string, number> {
  const [, name, phase] = /^(\w+)(?:\{scenario:(.*)\})?$/.exec(metric) ?? [];
  if (name === 'http_req_failed') {
    const failed = requests.filter((request) => request.failed).length;
    return { rate: requests.length === 0 ? 0 : failed / requests.length, passes: failed };
  }
  if (name === 'checks') {
    const all = checks.passes + checks.fails;
    return { rate: all === 0 ? 0 : checks.passes / all, ...checks };
  }
  if (name === 'dropped_iterations') return { count: dropped };
  if (name === 'http_reqs') return { count: counted };
  if (name !== 'http_req_duration') throw new RangeError(`No figure for the threshold of ${metric}`);
  const durations = requests
    .filter((request) => phase === undefined || request.phase === phase)
    .map(({ durationMs }) => durationMs)
    .sort((a, b) => a - b);
  return { 'p(95)': percentile(durations, 95) ?? NaN, 'p(99)': percentile(durations, 99) ?? NaN };
}
