import { type Html, html } from './html.ts';
import type { Report } from './report.ts';

/** A number as a reader takes it in: thousands grouped, three digits of interest. */
export function figure(value: number | null, unit = ''): string {
  if (value === null) return '–';
  const text = value.toLocaleString('en', { maximumFractionDigits: value >= 100 ? 0 : value >= 10 ? 1 : 2 });
  return unit ? `${text} ${unit}` : text;
}

/** What one wants to know first, as a row of tiles; a run that came to no load has none. */
export function figures({ requests, scenario, workloads }: Report): Html {
  if (requests.total === 0) return html``;
  const scaled = workloads.filter(({ firstDecisionSeconds }) => firstDecisionSeconds !== null);
  const tiles = [
    tile(
      'Requests',
      figure(requests.total),
      `${figure(requests.perSecond, '/s')}${scenario === 'load' ? ' at the peak' : ''}`,
    ),
    tile('Failed', figure(requests.failed), 'no answer, or not 200', requests.failed > 0),
    tile('Dropped', figure(requests.dropped), 'could not start in time', requests.dropped > 0),
    tile('Latency p95', figure(requests.p95Ms, 'ms'), `p99 ${figure(requests.p99Ms, 'ms')}`),
    ...scaled.map(({ name, replicas, firstDecisionSeconds }) =>
      tile(`Pods of ${name}`, outAndIn(replicas), `decided after ${figure(firstDecisionSeconds, 's')}`),
    ),
  ];
  return html`<dl class="tiles">${tiles}</dl>`;
}

/** First, most and last: 2 → 5 → 2. */
function outAndIn(replicas: readonly number[]): string {
  return [replicas[0], Math.max(...replicas), replicas.at(-1)].join(' → ');
}

function tile(name: string, value: string, beside: string, bad = false): Html {
  return html`<div class="tile${bad ? ' bad' : ''}">
    <dt>${name}</dt>
    <dd>${value}</dd>
    <dd class="beside">${beside}</dd>
  </div>`;
}
