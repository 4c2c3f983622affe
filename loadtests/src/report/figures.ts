import { type Html, html } from './html.ts';
import type { StressResult } from '../profile/stress-result.ts';
import type { Report } from './report.ts';

/** A number as a reader takes it in: thousands grouped, three digits of interest. */
export function figure(value: number | null, unit = ''): string {
  if (value === null) return '–';
  const text = value.toLocaleString('en', { maximumFractionDigits: value >= 100 ? 0 : value >= 10 ? 1 : 2 });
  return unit ? `${text} ${unit}` : text;
}

/** What one wants to know first, as a row of tiles; a run that came to no load has none. */
export function figures({ requests, scenario, stress, workloads }: Report): Html {
  if (requests.total === 0) return html``;
  if (stress) return kneeTiles(requests.total, stress);
  const scaled = workloads.filter(({ firstDecisionSeconds }) => firstDecisionSeconds !== null);
  const tiles = [
    tile(
      'Requests',
      figure(requests.total),
      `${figure(requests.perSecond, '/s')}${scenario === 'load' ? ' at the peak' : scenario === 'spike' ? ' in the spike' : ''}`,
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

/** That requests fail beyond the knee is what a stress looks for, and so no figure of the stage. */
function kneeTiles(total: number, { knees }: StressResult): Html {
  const trials = knees.reduce((sum, knee) => sum + knee.trials.length, 0);
  const tiles = knees.map(({ limit, ratePerSecond, replicas }) =>
    tile(
      `${replicas} pod${replicas === 1 ? '' : 's'} of each bore`,
      figure(ratePerSecond, '/s'),
      limit === 'stage' ? 'no more' : limit === 'machine' ? 'the machine, no more' : 'no more was sent',
    ),
  );
  return html`<dl class="tiles">${[tile('Requests', figure(total), `in ${trials} trials`), ...tiles]}</dl>`;
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
