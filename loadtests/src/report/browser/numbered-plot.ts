/// <reference lib="dom" />
import type uPlot from 'uplot';
import type { ChartSpec } from './chart-specs.ts';
import { framedPlot } from './framed-plot.ts';
import { plotOptions } from './plot-options.ts';

/** What the legend calls the x axis, and what it says of a place on it. */
export interface NumberedAxis {
  readonly label: string;
  readonly text: (x: number) => string;
}

/**
 * Draws a chart whose x axis counts something instead of telling the time, with its title, unit and legend above it.
 * @param width in CSS pixels
 */
export function numberedPlot(spec: ChartSpec, container: HTMLElement, width: number, axis: NumberedAxis): uPlot {
  const description = `${spec.title}, ${spec.unit}; the figures are in the table below`;
  return framedPlot(spec, container, description, (head) => ({
    options: numbered(plotOptions(spec, { width, head, hooks: {} }), axis),
    data: [spec.x, ...spec.series.map(({ values }) => values)] as uPlot.AlignedData,
  }));
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
