import { mean, median } from 'simple-statistics';
import { seededRandom } from '../reaction/seeded-random.ts';
import { type ConditionChange, conditionChanges } from './condition-changes.ts';
import { holm, permutations, testName, worseBy } from './permutation.ts';
import type { Series, SeriesRun } from './series.ts';

/** Fewer valid runs on either side say nothing: of 4 and 4 no order is rare enough once five metrics were looked at. */
export const leastRuns = 5;

/** A difference counts from here on, corrected for the number of metrics. */
const alpha = 0.05;

/** A mean that is worse by less than this factor is not worth a red, however certain it is. */
const leastRatio = 1.05;

const metrics: Readonly<Record<string, (run: SeriesRun) => number>> = {
  // A run that never came to it took at least as long as its load lasted.
  'decision, s': ({ decisionSeconds, loadSeconds }) => decisionSeconds ?? loadSeconds,
  'pod ready, s': ({ readySeconds, loadSeconds }) => readySeconds ?? loadSeconds,
  'p95, ms': ({ p95Ms }) => p95Ms ?? Infinity,
  'p99, ms': ({ p99Ms }) => p99Ms ?? Infinity,
  'failed + dropped': ({ failed, dropped }) => failed + dropped,
};

export interface MetricComparison {
  readonly metric: string;
  readonly before: Spread;
  readonly after: Spread;
  /** By how much the median went up. */
  readonly medianDifference: number;
  /** The new mean over the old one; null where the old one is 0. */
  readonly meanRatio: number | null;
  /** Corrected for the number of metrics. */
  readonly p: number;
  readonly worse: boolean;
}

export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

export interface Comparison {
  readonly schemaVersion: 1;
  /** `too-few`: no more can be said. */
  readonly result: 'no-regression' | 'regression' | 'too-few';
  readonly test: {
    readonly name: string;
    readonly alpha: number;
    readonly permutations: number;
    readonly seed: number;
  };
  readonly leastRatio: number;
  /** How many runs were compared, and how many left out since they were invalid. */
  readonly before: { readonly runs: number; readonly invalid: number };
  readonly after: { readonly runs: number; readonly invalid: number };
  /** None where there are too few runs. */
  readonly metrics: readonly MetricComparison[];
  /** What was in force in one series and not in the other. */
  readonly changes: readonly ConditionChange[];
}

/** Whether a series is worse than one before it, in any metric. */
export function compareSeries(before: Series, after: Series, seed: number): Comparison {
  const [old, fresh] = [before, after].map(({ runs }) => runs.filter(({ verdict }) => verdict !== 'invalid')) as [
    SeriesRun[],
    SeriesRun[],
  ];
  const enough = Math.min(old.length, fresh.length) >= leastRuns;
  const compared = enough ? compareMetrics(old, fresh, seededRandom(seed)) : [];
  return {
    schemaVersion: 1,
    result: !enough ? 'too-few' : compared.some(({ worse }) => worse) ? 'regression' : 'no-regression',
    test: { name: testName, alpha, permutations, seed },
    leastRatio,
    before: { runs: old.length, invalid: before.runs.length - old.length },
    after: { runs: fresh.length, invalid: after.runs.length - fresh.length },
    metrics: compared,
    changes: conditionChanges(before.conditions, after.conditions),
  };
}

function compareMetrics(old: SeriesRun[], fresh: SeriesRun[], random: () => number): MetricComparison[] {
  const samples = Object.entries(metrics).map(([metric, of]) => ({ metric, x: old.map(of), y: fresh.map(of) }));
  const corrected = holm(samples.map(({ x, y }) => worseBy(x, y, random)));
  return samples.map(({ metric, x, y }, index) => {
    const p = corrected[index] ?? 1;
    const worse = p < alpha && mean(y) > leastRatio * mean(x);
    const meanRatio = mean(x) === 0 ? null : mean(y) / mean(x);
    const medianDifference = median(y) - median(x);
    return { metric, before: spreadOf(x), after: spreadOf(y), medianDifference, meanRatio, p, worse };
  });
}

export function spreadOf(values: readonly number[]): Spread {
  return { min: Math.min(...values), median: median([...values]), max: Math.max(...values) };
}
