/// <reference lib="dom" />
import uPlot from 'uplot';
import type { Report } from '../report.ts';
import { type ChartSpec, type SeriesSpec, chartSpecs } from './chart-specs.ts';
import { drawEvents, drawLoadEvents, drawPhases } from './markers.ts';
import { colour } from './theme.ts';

const report = JSON.parse(document.getElementById('report')?.textContent ?? '') as Report;
const specs = chartSpecs(report).filter(({ x }) => x.length > 1);
const container = document.getElementById('charts') as HTMLElement;

/** From the first to the last point of any chart, so that all share one time axis. */
const times = specs.flatMap(({ x }) => [x[0] as number, x.at(-1) as number]);
const first = Math.min(...times);
const last = Math.max(...times);
/** With some room at the end, or the last events would be cut in half. */
const range = { from: first, to: last + 0.02 * (last - first) };

const paths: Readonly<Record<string, uPlot.Series.PathBuilder | undefined>> = {
  area: uPlot.paths.stepped?.({ align: 1 }),
  steps: uPlot.paths.stepped?.({ align: 1 }),
  dashed: uPlot.paths.stepped?.({ align: 1 }),
  'steps-before': uPlot.paths.stepped?.({ align: -1 }),
  bars: uPlot.paths.bars?.({ size: [1, 8] }),
};

function seriesOptions({ label, colour: name, shape = 'line', unit = '' }: SeriesSpec): uPlot.Series {
  const stroke = colour(name);
  const path = paths[shape];
  return {
    label,
    stroke,
    width: shape === 'bars' ? 0 : 1.6,
    points: { show: false },
    // CPU of several workloads is read at different times: a line goes on over what another's points left out.
    spanGaps: shape === 'steps-before',
    value: (_, value) =>
      value === null || value === undefined ? '–' : `${value.toLocaleString('en')}${unit && ` ${unit}`}`,
    ...(path ? { paths: path } : {}),
    ...(shape === 'dashed' ? { dash: [5, 4] } : {}),
    ...(shape === 'area' ? { fill: name === 'blue' ? colour('blue-fill') : colour('grid') } : {}),
    ...(shape === 'bars' ? { fill: stroke } : {}),
  };
}

/** The chart's values with a point at either end of the common time axis, where they have none. */
function padded({ x, series }: ChartSpec): uPlot.AlignedData {
  const before = x[0] !== range.from;
  const after = x.at(-1) !== range.to;
  const pad = <T>(values: readonly T[], first: T, last: T): T[] => [
    ...(before ? [first] : []),
    ...values,
    ...(after ? [last] : []),
  ];
  return [
    pad(x, range.from, range.to),
    ...series.map(({ values, shape }) =>
      pad(values, null, shape === 'dashed' || shape === 'steps' ? (values.at(-1) ?? null) : null),
    ),
  ] as uPlot.AlignedData;
}

function axis(options: uPlot.Axis): uPlot.Axis {
  return {
    stroke: colour('muted'),
    grid: { stroke: colour('grid'), width: 1 },
    ticks: { show: false },
    font: '11px system-ui, sans-serif',
    ...options,
  };
}

function draw(spec: ChartSpec, first: boolean, width: number): uPlot {
  const root = document.createElement('div');
  root.className = 'chart';
  const head = root.appendChild(document.createElement('div'));
  head.className = 'chart-head';
  head.appendChild(document.createElement('h3')).textContent = spec.title;
  const unit = head.appendChild(document.createElement('span'));
  unit.className = 'unit';
  unit.textContent = spec.unit;
  const target = root.appendChild(document.createElement('div'));
  target.className = 'plot';
  container.appendChild(root);
  const options: uPlot.Options = {
    width,
    height: spec.height,
    padding: [8, 8, 0, 0],
    cursor: { sync: { key: 'report', scales: ['x', null] }, y: false, drag: { x: true, y: false } },
    scales: {
      x: { time: false },
      y: spec.log ? { distr: 3 } : { range: (_, __, max) => [0, Math.max(spec.atLeast ?? 0, (max ?? 0) * 1.2, 1)] },
    },
    axes: [
      axis({ size: 26, values: (_, ticks) => ticks.map((tick) => `${tick} s`) }),
      axis({
        size: 52,
        ...(spec.wholeNumbers ? { incrs: [1, 2, 5, 10, 50, 100] } : {}),
        ...(spec.log
          ? { values: (_, ticks) => ticks.map((tick) => (Number.isInteger(Math.log10(tick)) ? `${tick}` : '')) }
          : {}),
      }),
    ],
    series: [
      { label: 'time', value: (_, value) => (value === null ? '–' : `${value} s`) },
      ...spec.series.map(seriesOptions),
    ],
    hooks: {
      drawClear: [(plot) => drawPhases(plot, report.phases, first)],
      draw: [
        (plot) => {
          drawLoadEvents(plot, report.events);
          drawEvents(plot, spec.events);
        },
      ],
    },
  };
  return new uPlot(options, padded(spec), target);
}

let plots: uPlot[] = [];

function drawAll(width = container.clientWidth - horizontalPadding()): void {
  for (const plot of plots) plot.destroy();
  container.replaceChildren();
  plots = specs.map((spec, index) => draw(spec, index === 0, width));
}

function horizontalPadding(): number {
  const { paddingLeft, paddingRight } = getComputedStyle(container);
  return parseFloat(paddingLeft) + parseFloat(paddingRight);
}

drawAll();

let drawnWidth = container.clientWidth;
new ResizeObserver(() => {
  if (container.clientWidth === drawnWidth) return;
  drawnWidth = container.clientWidth;
  for (const plot of plots) plot.setSize({ width: drawnWidth - horizontalPadding(), height: plot.height });
}).observe(container);

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drawAll());

/** A4 without its margins, in CSS pixels: a canvas does not reflow when the page is printed. */
const printWidth = 660;

addEventListener('beforeprint', () => {
  document.documentElement.dataset.theme = 'light';
  drawAll(printWidth);
});
addEventListener('afterprint', () => {
  delete document.documentElement.dataset.theme;
  drawAll();
});
