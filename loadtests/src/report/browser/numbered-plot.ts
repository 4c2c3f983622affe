/// <reference lib="dom" />
import uPlot from 'uplot';
import type { ChartSpec } from './chart-specs.ts';
import { plotOptions } from './plot-options.ts';

/** What the legend calls the x axis, and what it says of a place on it. */
export interface NumberedAxis {
  readonly label: string;
  readonly text: (x: number) => string;
}

/** Draws a chart whose x axis counts something instead of telling the time, with its title, unit and legend above it. */
export function numberedPlot(spec: ChartSpec, container: HTMLElement, axis: NumberedAxis): uPlot {
  const figure = container.appendChild(document.createElement('figure'));
  const head = figure.appendChild(document.createElement('figcaption'));
  head.appendChild(document.createElement('h3')).textContent = spec.title;
  const unit = head.appendChild(document.createElement('span'));
  unit.className = 'unit';
  unit.textContent = spec.unit;
  const options = numbered(plotOptions(spec, { width: container.clientWidth, head, hooks: {} }), axis);
  const data = [spec.x, ...spec.series.map(({ values }) => values)] as uPlot.AlignedData;
  const plot = new uPlot(options, data, figure);
  plot.ctx.canvas.setAttribute('role', 'img');
  plot.ctx.canvas.setAttribute('aria-label', `${spec.title}, ${spec.unit}; the figures are in the table below`);
  return plot;
}

function numbered(options: uPlot.Options, { label, text }: NumberedAxis): uPlot.Options {
  const [, ...series] = options.series;
  const [x, ...axes] = options.axes ?? [];
  return {
    ...options,
    // Such charts have nothing in common along that axis.
    cursor: { y: false, drag: { x: true, y: false } },
    axes: [{ ...x, incrs: [1, 2, 5, 10, 50, 100], values: (_, ticks) => ticks.map(String) }, ...axes],
    series: [
      { label, value: (_, at: number | null) => (at === null ? '' : text(at)) },
      // There are few of them, so that each can be seen.
      ...series.map((one) => ({ ...one, points: { show: true, size: 6 } })),
    ],
  };
}
