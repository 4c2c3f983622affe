import type { ChartSpec } from '../../report/browser/chart-specs.ts';
import { trendGroups } from '../group-runs.ts';
import type { TrendRun } from '../trend.ts';

/** The charts of one group of runs; none where there is but one run, or nothing to draw. */
export interface TrendGroupSpecs {
  readonly title: string;
  /** When each run was, in the order of the charts' points, which are numbered from 1. */
  readonly dates: readonly string[];
  readonly specs: readonly ChartSpec[];
}

export function trendSpecs(runs: readonly TrendRun[]): TrendGroupSpecs[] {
  return trendGroups(runs).map(({ title, runs: group }) => ({
    title,
    dates: group.map(({ startedAt }) => startedAt.slice(0, 16).replace('T', ' ')),
    specs: group.length < 2 ? [] : [reaction(group), latency(group)].filter(hasValues),
  }));
}

function hasValues({ series }: ChartSpec): boolean {
  return series.some(({ values }) => values.some((value) => value !== null));
}

function chart(title: string, unit: string, runs: readonly TrendRun[], series: ChartSpec['series']): ChartSpec {
  return { title, unit, height: 140, x: runs.map((_, index) => index + 1), series, events: [] };
}

function reaction(runs: readonly TrendRun[]): ChartSpec {
  return chart('Reaction', 'seconds from the load step, by run', runs, [
    { label: 'decided', colour: 'orange', values: runs.map((run) => run.decisionSeconds), shape: 'line', unit: 's' },
    {
      label: 'first new pod ready',
      colour: 'blue',
      values: runs.map((run) => run.readySeconds),
      shape: 'bold',
      unit: 's',
    },
  ]);
}

function latency(runs: readonly TrendRun[]): ChartSpec {
  return chart('Latency', 'milliseconds, by run', runs, [
    { label: 'p95', colour: 'purple', values: runs.map(({ p95Ms }) => p95Ms), shape: 'bold', unit: 'ms' },
  ]);
}
