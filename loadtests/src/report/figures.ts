import { type Html, html } from './html.ts';
import type { Report } from './report.ts';

/** A number as a reader takes it in: thousands grouped, three digits of interest. */
export function figure(value: number | null, unit = ''): string {
  if (value === null) return '–';
  const text = value.toLocaleString('en', { maximumFractionDigits: value >= 100 ? 0 : value >= 10 ? 1 : 2 });
  return unit ? `${text} ${unit}` : text;
}

/** What one wants to know first, as a row of tiles. */
export function figures({ requests, scenario, workloads }: Report): Html {
  const scaled = workloads.filter(({ firstDecisionSeconds }) => firstDecisionSeconds !== null);
  const tiles = [
    tile('Requests', figure(requests.total)),
    tile('Failed', figure(requests.failed), requests.failed > 0),
    tile('Dropped', figure(requests.dropped), requests.dropped > 0),
    tile(scenario === 'load' ? 'Peak rate' : 'Rate', figure(requests.perSecond, '/s')),
    tile('Latency p95', figure(requests.p95Ms, 'ms')),
    tile('Latency p99', figure(requests.p99Ms, 'ms')),
    ...scaled.map(({ name, minReplicas, replicasSeen }) =>
      tile(`${name} pods`, `${minReplicas} → ${replicasSeen.max ?? '?'} → ${minReplicas}`),
    ),
  ];
  return html`<dl class="tiles">${tiles}</dl>`;
}

function tile(name: string, value: string, bad = false): Html {
  return html`<div class="tile${bad ? ' bad' : ''}">
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}
