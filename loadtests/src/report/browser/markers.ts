import type uPlot from 'uplot';
import type { Report, ReportEvent } from '../report.ts';
import { colour } from './theme.ts';

const labelOf: Readonly<Record<string, string>> = {
  calibration: 'calibration',
  base: 'base',
  peak: 'peak',
  smoke: 'smoke',
};

/** Bands for the phases of the load, under the lines; named in the first chart. */
export function drawPhases(plot: uPlot, phases: Report['phases'], named: boolean): void {
  const { ctx, bbox } = plot;
  inPlot(plot, () => {
    for (const { name, from, to } of phases) {
      const left = plot.valToPos(from, 'x', true);
      const width = plot.valToPos(to, 'x', true) - left;
      ctx.fillStyle = colour('band');
      if (name !== 'base') ctx.fillRect(left, bbox.top, width, bbox.height);
      if (!named) continue;
      ctx.fillStyle = colour('muted');
      const text = labelOf[name] ?? name;
      if (ctx.measureText(text).width < width)
        ctx.fillText(text, left + 4 * devicePixelRatio, bbox.top + 4 * devicePixelRatio);
    }
  });
}

/** A line through the chart where the load steps up, and where it ends. */
export function drawLoadEvents(plot: uPlot, events: readonly ReportEvent[]): void {
  const { ctx, bbox } = plot;
  inPlot(plot, () => {
    for (const { at } of events.filter(({ kind }) => kind === 'load-step' || kind === 'load-end')) {
      const left = Math.round(plot.valToPos(at, 'x', true));
      ctx.strokeStyle = colour('muted');
      ctx.lineWidth = devicePixelRatio;
      ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
      ctx.beginPath();
      ctx.moveTo(left, bbox.top);
      ctx.lineTo(left, bbox.top + bbox.height);
      ctx.stroke();
    }
  });
}

/** A workload's events, as signs along the chart's top edge. */
export function drawEvents(plot: uPlot, events: readonly ReportEvent[]): void {
  const { bbox } = plot;
  const size = 4 * devicePixelRatio;
  inPlot(plot, () => {
    for (const { at, kind } of events)
      drawSign(plot.ctx, kind, plot.valToPos(at, 'x', true), bbox.top + 2 * size, size);
  });
}

function drawSign(ctx: CanvasRenderingContext2D, kind: ReportEvent['kind'], x: number, y: number, size: number): void {
  ctx.beginPath();
  ctx.lineWidth = devicePixelRatio;
  if (kind === 'scale-out' || kind === 'scale-in') {
    const tip = kind === 'scale-out' ? -size : size;
    ctx.moveTo(x - size, y - tip);
    ctx.lineTo(x + size, y - tip);
    ctx.lineTo(x, y + tip);
    ctx.closePath();
    ctx.fillStyle = colour('text');
    ctx.fill();
  } else if (kind === 'pod-ready' || kind === 'pod-gone') {
    // Below the decisions, which may come at the same time.
    ctx.arc(x, y + 2.4 * size, 0.75 * size, 0, 2 * Math.PI);
    ctx.fillStyle = ctx.strokeStyle = colour(kind === 'pod-ready' ? 'green' : 'muted');
    if (kind === 'pod-ready') ctx.fill();
    else ctx.stroke();
  }
}

/** Draws inside the plotting area only, and leaves the context as it was. */
function inPlot({ ctx, bbox }: uPlot, draw: () => void): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'top';
  draw();
  ctx.restore();
}
