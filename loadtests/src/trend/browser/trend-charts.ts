/// <reference lib="dom" />
import type uPlot from 'uplot';
import { numberedPlot } from '../../report/browser/numbered-plot.ts';
import { redrawForPrint } from '../../report/browser/print.ts';
import type { Trend } from '../trend.ts';
import { trendSpecs } from './trend-specs.ts';

const trend = JSON.parse(document.getElementById('report')?.textContent ?? '') as Trend;
const groups = trendSpecs(trend.runs);

/** The charts as they stand, for whoever looks closer from the browser's console. */
const plots: uPlot[] = [];
Object.assign(globalThis, { plots });

function drawAll(width?: number): void {
  for (const plot of plots.splice(0)) plot.destroy();
  for (const container of document.querySelectorAll<HTMLElement>('.plots')) {
    container.replaceChildren();
    const group = groups.find(({ title }) => title === container.dataset.group);
    // One run after the other, whatever the time between them.
    const axis = { label: 'run', text: (run: number) => group?.dates[run - 1] ?? '' };
    plots.push(
      ...(group?.specs ?? []).map((spec) => numberedPlot(spec, container, width ?? container.clientWidth, axis)),
    );
  }
}

drawAll();
addEventListener('resize', () => drawAll());
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drawAll());
redrawForPrint(drawAll);
