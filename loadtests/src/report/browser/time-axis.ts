import type uPlot from 'uplot';
import type { ChartSpec } from './chart-specs.ts';

/** The time that every chart shows, in seconds from the load step. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** From the first to the last point of any chart, so that all share one time axis. */
export function commonRange(specs: readonly ChartSpec[]): TimeRange {
  const times = specs.flatMap(({ x }) => [x[0] as number, x.at(-1) as number]);
  const from = Math.min(...times);
  const last = Math.max(...times);
  // With some room at the end, or the last marks would be cut in half.
  return { from, to: last + 0.02 * (last - from) };
}

/** A chart's values with a point at either end of the common time axis, where they have none. */
export function padded({ x, series }: ChartSpec, { from, to }: TimeRange): uPlot.AlignedData {
  const before = x[0] !== from;
  const after = x.at(-1) !== to;
  const pad = <T>(values: readonly T[], first: T, last: T): T[] => [
    ...(before ? [first] : []),
    ...values,
    ...(after ? [last] : []),
  ];
  return [
    pad(x, from, to),
    ...series.map(({ values, shape }) =>
      pad(values, null, shape === 'dashed' || shape === 'steps' ? (values.at(-1) ?? null) : null),
    ),
  ] as uPlot.AlignedData;
}
