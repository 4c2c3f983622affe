/// <reference lib="dom" />
import uPlot from 'uplot';
import type { ChartSpec, SeriesSpec, Shape } from './chart-specs.ts';
import { colour } from './theme.ts';

const steps = uPlot.paths.stepped?.({ align: 1 });

const bars = uPlot.paths.bars?.({ size: [1, 8] });

interface Style {
  /** In CSS pixels. */
  readonly width: number;
  /** The sample in the legend: a border's thickness in CSS pixels, and its style. */
  readonly sample: readonly [number, string];
  readonly dash?: number[];
  readonly paths?: uPlot.Series.PathBuilder | undefined;
}

const styles: Readonly<Record<Shape, Style>> = {
  line: { width: 1.2, sample: [1, 'solid'] },
  bold: { width: 2.4, sample: [3, 'solid'] },
  dotted: { width: 1.6, sample: [2, 'dotted'], dash: [2, 3] },
  area: { width: 1.6, sample: [2, 'solid'], paths: steps },
  steps: { width: 2, sample: [2, 'solid'], paths: steps },
  'dotted-steps': { width: 2, sample: [2, 'dotted'], dash: [2, 3], paths: steps },
  // CPU is a mean over the window before.
  'steps-before': { width: 2, sample: [2, 'solid'], paths: uPlot.paths.stepped?.({ align: -1 }) },
  dashed: { width: 1.6, sample: [2, 'dashed'], dash: [6, 4], paths: steps },
  'dashed-line': { width: 1.6, sample: [2, 'dashed'], dash: [6, 4] },
  bars: { width: 1, sample: [9, 'solid'], paths: bars },
  'hollow-bars': { width: 1, sample: [9, 'double'], paths: bars },
};

function seriesOptions({ label, colour: name, shape, unit = '' }: SeriesSpec): uPlot.Series {
  const stroke = colour(name);
  const { width, dash, paths } = styles[shape];
  return {
    label,
    stroke,
    width,
    points: { show: false },
    // Empty while nothing is pointed at: the legend then is a plain list of names.
    value: (_, value) =>
      value === null || value === undefined ? '' : `${value.toLocaleString('en')}${unit && ` ${unit}`}`,
    ...(shape === 'area' ? { fill: colour(name === 'blue' ? 'blue-fill' : 'grid') } : {}),
    ...(shape === 'bars' ? { fill: stroke } : {}),
    ...(dash ? { dash } : {}),
    ...(paths ? { paths } : {}),
  };
}

function axis(options: uPlot.Axis): uPlot.Axis {
  const style = { stroke: colour('muted'), font: '11px system-ui, sans-serif', ticks: { show: false } };
  return { ...style, grid: { stroke: colour('grid'), width: 1 }, ...options };
}

export interface PlotFrame {
  /** In CSS pixels. */
  readonly width: number;
  /** Gets the legend. */
  readonly head: HTMLElement;
  readonly hooks: uPlot.Hooks.Arrays;
}

/** All that uPlot needs to draw a chart in the colours of now. */
export function plotOptions(spec: ChartSpec, { width, head, hooks }: PlotFrame): uPlot.Options {
  // uPlot counts the time axis as its first series.
  const sample = (index: number): Style['sample'] => styles[spec.series[index - 1]?.shape ?? 'line'].sample;
  return {
    width,
    height: spec.height,
    // To the right, half of the last time.
    padding: [8, 18, 0, 0],
    cursor: { sync: { key: 'report', scales: ['x', null] }, y: false, drag: { x: true, y: false } },
    legend: {
      mount: (_, legend) => head.append(legend),
      markers: { width: (_, index) => sample(index)[0], dash: (_, index) => sample(index)[1] },
    },
    scales: {
      x: { time: false },
      y: spec.log ? { distr: 3 } : { range: (_, __, max) => [0, Math.max(spec.atLeast ?? 0, (max ?? 0) * 1.2, 1)] },
    },
    axes: [
      axis({ size: 26, values: (_, ticks) => ticks.map((tick) => `${tick} s`) }),
      axis({
        size: 46,
        ...(spec.wholeNumbers ? { incrs: [1, 2, 5, 10, 50, 100], space: 20 } : {}),
        ...(spec.log
          ? { values: (_, ticks) => ticks.map((tick) => (Number.isInteger(Math.log10(tick)) ? `${tick}` : '')) }
          : {}),
      }),
    ],
    series: [
      { label: 'at', value: (_, value) => (value === null || value === undefined ? '' : `${value} s`) },
      ...spec.series.map(seriesOptions),
    ],
    hooks,
  };
}
