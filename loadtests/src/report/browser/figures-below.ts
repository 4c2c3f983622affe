/// <reference lib="dom" />
import type uPlot from 'uplot';
import { table } from '../table.ts';
import type { ChartSpec } from './chart-specs.ts';

/** What a chart shows as a table that can be opened below it; made when it is, since most never are. */
export function addFigures(plot: uPlot, spec: ChartSpec): void {
  const details = document.createElement('details');
  details.className = 'figures';
  const title = `Figures of ${spec.title}`;
  details.appendChild(document.createElement('summary')).textContent = title;
  details.addEventListener('toggle', () => details.insertAdjacentHTML('beforeend', rowsOf(title, spec)), {
    once: true,
  });
  plot.root.after(details);
}

function rowsOf(title: string, { series, x }: ChartSpec): string {
  const heads = series.map(({ label, unit }) => (unit ? `${label}, ${unit}` : label));
  const rows = x.map((at, index) => [
    `${at} s`,
    ...series.map(({ values }) => values[index]?.toLocaleString('en') ?? null),
  ]);
  return table(title, ['Time', ...heads], rows).html;
}
