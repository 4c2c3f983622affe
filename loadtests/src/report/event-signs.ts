import { type Html, html } from './html.ts';
import type { ReportEvent } from './report.ts';

type Kind = ReportEvent['kind'];

/** What each kind of event is called where its sign is explained. */
const eventNames: Readonly<Record<Kind, string>> = {
  'scale-out': 'decision to scale out',
  'scale-in': 'decision to scale in',
  'pod-ready': 'pod ready',
  'pod-gone': 'pod gone',
  'load-step': 'load step',
  'load-end': 'load end',
};

/** Each has a form of its own, so that none needs its colour. */
const forms: Readonly<Record<Kind, string>> = {
  'scale-out': '<path d="M6 1 11 11H1Z" fill="currentColor"/>',
  'scale-in': '<path d="M6 11 1 1H11Z" fill="currentColor"/>',
  'pod-ready': '<circle cx="6" cy="6" r="4.5" fill="currentColor"/>',
  'pod-gone':
    '<circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" stroke-width="1.5"/>' +
    '<path d="M3.5 8.5 8.5 3.5" stroke="currentColor" stroke-width="1.5"/>',
  'load-step': '<path d="M1 10H6V2H11" fill="none" stroke="currentColor" stroke-width="2"/>',
  'load-end': '<path d="M1 2H6V10H11" fill="none" stroke="currentColor" stroke-width="2"/>',
};

/** An event's sign, as tall as small text. */
export function eventSign(kind: Kind): Html {
  return { html: `<svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">${forms[kind]}</svg>` };
}

/** What the signs mean, for those that a report has. */
export function eventLegend(events: readonly ReportEvent[]): Html {
  const kinds = (Object.keys(eventNames) as Kind[]).filter((kind) => events.some((event) => event.kind === kind));
  const items = kinds.map((kind) => html`<li class="${kind}">${eventSign(kind)} ${eventNames[kind]}</li>`);
  return html`<ul class="signs" aria-label="What the marks in the charts mean">
    ${items}
  </ul>`;
}
