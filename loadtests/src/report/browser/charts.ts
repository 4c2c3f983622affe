/// <reference lib="dom" />
import type uPlot from 'uplot';
import type { Report } from '../report.ts';
import { type ChartSpec, chartSpecs } from './chart-specs.ts';
import { addFigures } from './figures-below.ts';
import { framedPlot } from './framed-plot.ts';
import { kneeSpec } from './knee-spec.ts';
import { addMarkers } from './markers.ts';
import { numberedPlot } from './numbered-plot.ts';
import { drawPhases, namePhases } from './phases.ts';
import { plotOptions } from './plot-options.ts';
import { redrawForPrint } from './print.ts';
import { commonRange, padded } from './time-axis.ts';

const report = JSON.parse(document.getElementById('report')?.textContent ?? '') as Report;
const specs = chartSpecs(report).filter(({ x }) => x.length > 1);
const range = commonRange(specs);
const loadEvents = report.events.filter(({ workload }) => workload === '');
const container = document.getElementById('plots') as HTMLElement;

/** The charts as they stand, for whoever looks closer from the browser's console. */
const plots: uPlot[] = [];
Object.assign(globalThis, { plots });

function draw(spec: ChartSpec, index: number, width: number): uPlot {
  const hooks: uPlot.Hooks.Arrays = {
    drawClear: [(plot) => drawPhases(plot, report.phases)],
    drawAxes: index === 0 ? [(plot) => namePhases(plot, report.phases)] : [],
  };
  const plot = framedPlot(spec, container, description(spec), (head) => ({
    options: plotOptions(spec, { width, head, hooks }),
    data: padded(spec, range),
  }));
  const place = addMarkers(plot, [...loadEvents, ...spec.events], `Events in ${spec.title}`);
  // The chart draws itself first a moment later, and again at each change of its size or its range.
  plot.hooks.draw = [...(plot.hooks.draw ?? []), place];
  addFigures(plot, spec);
  return plot;
}

/** For who cannot see the lines: the range of each; the figures themselves stand in the tables. */
function description({ title, unit, series }: ChartSpec): string {
  const ranges = series.map(({ label, values }) => {
    const seen = values.filter((value) => value !== null);
    return seen.length > 0 ? `${label} from ${Math.min(...seen)} to ${Math.max(...seen)}` : `${label}: nothing`;
  });
  return `${title}, ${unit}: ${ranges.join('; ')}`;
}

function drawAll(width = availableWidth()): void {
  for (const plot of plots.splice(0)) plot.destroy();
  container.replaceChildren();
  plots.push(...specs.map((spec, index) => draw(spec, index, width)));
  const knees = document.getElementById('knees');
  knees?.replaceChildren();
  // A single knee is no line.
  if (knees && report.stress && report.stress.knees.length > 1) {
    const text = (replicas: number): string => `${replicas}`;
    plots.push(numberedPlot(kneeSpec(report.stress), knees, width, { label: 'pods', text }));
  }
}

function availableWidth(): number {
  return container.clientWidth;
}

drawAll();

let drawnWidth = availableWidth();
new ResizeObserver(() => {
  const width = availableWidth();
  // Without a layout, as in a hidden tab, it has no width.
  if (width === 0 || width === drawnWidth) return;
  drawnWidth = width;
  for (const plot of plots) plot.setSize({ width: drawnWidth, height: plot.height });
}).observe(container);

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drawAll());
redrawForPrint(drawAll);
