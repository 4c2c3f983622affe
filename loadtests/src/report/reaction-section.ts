import { type BoundPart, unknownParts } from '../reaction/bound.ts';
import type { PodTimes, ScaleEvent } from '../reaction/scale-events.ts';
import { figure } from './figures.ts';
import { type Html, html } from './html.ts';
import type { Report } from './report.ts';
import { type Cell, comparison, table } from './table.ts';
import type { WorkloadFigures } from './workload-figures.ts';

/** How soon the autoscalers reacted, held against what their settings allow, link by link. */
export function reactionSection({ workloads }: Report): Html {
  const scaled = workloads.filter(({ reaction }) => reaction.attribution.length > 0 || reaction.forecast?.decision);
  const notes = new Set(scaled.flatMap(({ reaction }) => reaction.bound.leavesOut));
  return html`${comparison('How soon each autoscaler reacted', scaled, {
      'Decision expected': ({ reaction }) => expected(reaction.forecast),
      'Decision at the latest': ({ reaction: { bound } }) => boundText(bound.decisionSeconds, bound.decisionParts),
      'Decision, measured': ({ firstDecisionSeconds }) => figure(firstDecisionSeconds, 's'),
      'New pod ready at the latest': ({ reaction: { bound } }) =>
        boundText(bound.readySeconds, [...bound.decisionParts, ...bound.startParts]),
      'New pod ready, measured': ({ firstNewPodReadySeconds }) => figure(firstNewPodReadySeconds, 's'),
    })}
    <p class="note">
      Expected is the middle of a thousand simulated runs, since each link of the chain looks at a moment of its own.
      The verdict holds the service that the load asks against its bound; one that others call gets more as they get
      pods. What no setting bounds is left out: ${[...notes].join(' ')}
    </p>
    ${scaled.map(boundDetails)} ${scaled.map(chains)}`;
}

function expected(forecast: WorkloadFigures['reaction']['forecast']): Cell {
  if (!forecast) return null;
  const { decision } = forecast;
  return decision ? `${figure(decision.p50, 's')}, 95 % within ${figure(decision.p95, 's')}` : 'none';
}

function boundText(seconds: number | null, parts: readonly BoundPart[]): Cell {
  return seconds === null ? (unknownParts(parts) ?? null) : figure(seconds, 's');
}

function boundDetails({ name, reaction: { bound } }: WorkloadFigures): Html {
  const parts = [...bound.decisionParts, ...bound.startParts];
  const rows = parts.map((part) => [
    part.name,
    part.seconds === null ? 'unknown' : figure(part.seconds, 's'),
    part.source,
  ]);
  return html`<details>
    <summary>What makes up the bound of ${name}</summary>
    ${table(`What makes up the bound of ${name}`, ['Part', 'At most', 'Source'], rows)}
  </details>`;
}

/** Each link of the chain, from the load step to the first request that a new pod answered. */
const links: readonly {
  readonly name: string;
  readonly of: (event: ScaleEvent, pod: PodTimes | undefined) => number | null;
}[] = [
  { name: 'metric crosses', of: ({ metricCrossed }) => metricCrossed },
  { name: 'decision', of: ({ decided }) => decided },
  { name: 'pod created', of: (_, pod) => pod?.created ?? null },
  { name: 'scheduled', of: (_, pod) => pod?.scheduled ?? null },
  { name: 'started', of: (_, pod) => pod?.started ?? null },
  { name: 'ready', of: (_, pod) => pod?.ready ?? null },
  { name: 'in endpoints', of: (_, pod) => pod?.inEndpoints ?? null },
  { name: 'first request', of: (_, pod) => pod?.firstRequest ?? null },
];

function chains({ name, reaction }: WorkloadFigures): Html {
  if (reaction.attribution.length === 0) return html``;
  // What led to a later decision is told from the one before it.
  const since = reaction.attribution.map((_, index) => reaction.attribution[index - 1]?.decided ?? 0);
  const rows = reaction.attribution.flatMap((event, index) =>
    (event.pods.length > 0 ? event.pods : [undefined]).map((pod): Cell[] => [
      `${event.from} → ${event.to}${pod ? `: ${pod.name}` : ''}`,
      ...withHops(
        links.map(({ of }) => of(event, pod)),
        since[index] ?? 0,
      ),
    ]),
  );
  const caption = `Scale-outs of ${name}, link by link`;
  return html`<h3>${caption}</h3>
    ${reaction.attribution.map((event, index) => chain(event, since[index] ?? 0))}
    ${table(caption, ['Seconds from the load step', ...links.map(({ name: link }) => link)], rows)}`;
}

/** e.g. `31.2 (+3.1)`: when, and how long after the link before. */
function withHops(times: readonly (number | null)[], since: number): Cell[] {
  let last = since;
  return times.map((at) => {
    if (at === null) return null;
    const hop = at - last;
    last = at;
    return `${at.toFixed(1)} (+${hop < 10 ? hop.toFixed(2) : hop.toFixed(1)})`;
  });
}

/** The chain to the first of a decision's pods to be ready, as one bar whose parts are as long as they took. */
function chain(event: ScaleEvent, since: number): Html {
  const first = event.pods.toSorted((a, b) => (a.ready ?? Infinity) - (b.ready ?? Infinity))[0];
  const seen = links.flatMap(({ name, of }) => {
    const at = of(event, first);
    return at === null ? [] : [{ name, at }];
  });
  const parts = seen.map(({ name, at }, index) => ({ name, at, seconds: at - (seen[index - 1]?.at ?? since) }));
  const told = parts.map(({ name, seconds }) => `${name} ${figure(seconds, 's')}`).join(', ');
  // Numbered, so that a part is told from the next by more than its colour.
  const numbered = parts.map((part, index) => ({ ...part, number: index + 1, kind: part.name.replaceAll(' ', '-') }));
  // A part that takes no time would be drawn as one that took some.
  const drawn = numbered.filter(({ seconds }) => seconds > 0);
  return html`<div class="chain" role="img" aria-label="${event.from} to ${event.to} pods: ${told}">
    <span class="what">${event.from} → ${event.to}</span>
    <span class="bar">
      ${drawn.map(
        ({ kind, name, number, seconds }) =>
          html`<span
            class="link ${kind}"
            style="flex-grow: ${seconds.toFixed(2)}"
            title="${name}: ${figure(seconds, 's')}"
            ><b>${number}</b></span
          >`,
      )}
    </span>
    <span class="what">${figure(parts.at(-1)?.at ?? null, 's')}</span>
    <ul class="keys" aria-hidden="true">
      ${numbered.map(
        ({ kind, name, number, seconds }) =>
          html`<li><span class="link ${kind}">${number}</span> ${name} +${figure(seconds, 's')}</li>`,
      )}
    </ul>
  </div>`;
}
