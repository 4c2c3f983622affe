import type uPlot from 'uplot';
import type { ReportPhase } from '../report.ts';
import { colour } from './theme.ts';

/** Bands for the phases of the load, under the lines; named in the first chart. */
export function drawPhases({ ctx, bbox, valToPos }: uPlot, phases: readonly ReportPhase[], named: boolean): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
  ctx.textBaseline = 'top';
  phases.forEach(({ name, from, to }, index) => {
    const left = valToPos(from, 'x', true);
    const width = valToPos(to, 'x', true) - left;
    // Every other one, so that two that follow each other are told apart.
    ctx.fillStyle = colour('band');
    if (index % 2 === 0) ctx.fillRect(left, bbox.top, width, bbox.height);
    ctx.fillStyle = colour('muted');
    // Beside the mark of the load step, and of what follows.
    const margin = 9 * devicePixelRatio;
    if (named && ctx.measureText(name).width + 2 * margin < width)
      ctx.fillText(name, left + margin, bbox.top + 4 * devicePixelRatio);
  });
  ctx.restore();
}
