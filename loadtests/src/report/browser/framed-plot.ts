/// <reference lib="dom" />
import uPlot from 'uplot';
import type { ChartSpec } from './chart-specs.ts';

/**
 * Draws a chart in a figure of its own, with its title, its unit and its legend above it.
 * @param plot gives what uPlot draws, for the place of the legend
 * @param description for who cannot see the lines
 */
export function framedPlot(
  spec: ChartSpec,
  container: HTMLElement,
  description: string,
  plot: (head: HTMLElement) => { readonly options: uPlot.Options; readonly data: uPlot.AlignedData },
): uPlot {
  const figure = container.appendChild(document.createElement('figure'));
  const head = figure.appendChild(document.createElement('figcaption'));
  head.appendChild(document.createElement('h3')).textContent = spec.title;
  const unit = head.appendChild(document.createElement('span'));
  unit.className = 'unit';
  unit.textContent = spec.unit;
  const { options, data } = plot(head);
  const drawn = new uPlot(options, data, figure);
  drawn.ctx.canvas.setAttribute('role', 'img');
  drawn.ctx.canvas.setAttribute('aria-label', description);
  return drawn;
}
