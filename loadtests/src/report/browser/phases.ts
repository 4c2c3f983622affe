/// <reference lib="dom" />
import type uPlot from 'uplot';
import type { ReportPhase } from '../report.ts';
import { colour } from './theme.ts';

/** Bands for the phases of the load, under the grid and the lines. */
export function drawPhases({ ctx, bbox, valToPos }: uPlot, phases: readonly ReportPhase[]): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.fillStyle = colour('band');
  phases.forEach(({ from, to }, index) => {
    const left = valToPos(from, 'x', true);
    // Every other one, so that two that follow each other are told apart.
    if (index % 2 === 0) ctx.fillRect(left, bbox.top, valToPos(to, 'x', true) - left, bbox.height);
  });
  ctx.restore();
}

/** The phases' names, over the grid, where there is room for them. */
export function namePhases({ ctx, bbox, valToPos }: uPlot, phases: readonly ReportPhase[]): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
  ctx.textBaseline = 'top';
  // As axes leave it, it would be centred.
  ctx.textAlign = 'left';
  ctx.fillStyle = colour('muted');
  // Beside the mark of the load step, and of what follows.
  const margin = 9 * devicePixelRatio;
  for (const { name, from, to } of phases) {
    const left = valToPos(from, 'x', true);
    const room = valToPos(to, 'x', true) - left - 2 * margin;
    if (ctx.measureText(name).width < room) ctx.fillText(name, left + margin, bbox.top + 4 * devicePixelRatio);
  }
  ctx.restore();
}
