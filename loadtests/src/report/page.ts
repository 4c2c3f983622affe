import path from 'node:path';
import { eventLegend } from './event-signs.ts';
import { figures } from './figures.ts';
import { type Html, html } from './html.ts';
import { drillsSection } from './drills-section.ts';
import { reactionSection } from './reaction-section.ts';
import type { Report, ReportEvent } from './report.ts';
import { quickNote, scenarioSection } from './scenario-section.ts';
import { staircaseSection } from './staircase-section.ts';
import { standalonePage } from './standalone-page.ts';
import { demandTable, eventsTable, failuresTable, settingsTables, thresholdsTable, workloadsTable } from './tables.ts';

const headlines: Readonly<Record<Report['verdict'], { sign: string; text: string }>> = {
  pass: { sign: '✓', text: 'Pass' },
  fail: { sign: '✗', text: 'Fail' },
  invalid: { sign: '!', text: 'Invalid: the run itself broke' },
};

/** The whole report as one HTML file that needs nothing else: no network, no other file. */
export async function reportPage(report: Report): Promise<string> {
  const { scenario, settings, startedAt, verdict } = report;
  const main = html`${verdictHeader(report)} ${figures(report)}
    <section aria-labelledby="over-time">
      <h2 id="over-time">Over time</h2>
      <p class="note">
        In seconds from ${originText(report)}. Drag over a chart to zoom all of them, double-click to see everything;
        point at a mark, or tab to it and use the arrow keys, to read it.
      </p>
      ${eventLegend(report.events)}
      <div id="plots"></div>
      <noscript>
        <p>The charts are drawn by JavaScript, which is off. Verdict, figures and tables need none.</p>
      </noscript>
    </section>
    ${section('What it showed', scenarioSection(report) !== undefined, () => scenarioSection(report) ?? html``)}
    ${section('Workloads', true, () => workloadsTable(report))}
    ${section('Reaction', reacted(report), () => reactionSection(report))}
    ${section('Staircase', hasStaircase(report), () => staircaseSection(report))}
    ${section('Controls', report.drills.length > 0, () => drillsSection(report.drills))}
    ${section('Failures', report.failures.length > 0, () => failuresTable(report))}
    ${section('Settings in force', true, () => settingsTables(report))}
    ${section('How the load was chosen', report.calibration !== null, () => html`${calibrationNote(report)}${report.expected.length > 0 ? demandTable(report) : null}`)}
    ${section('Thresholds', report.thresholds.length > 0, () => thresholdsTable(report))}
    ${section('Events', report.events.length > 0, () => eventsList(report))}
    <footer>
      All times are by the clock of the machine that sent the load; requests stand at the time they started. CPU is a
      mean over the window that metrics-server reports, and so appears later than the load that caused it. The same data
      for a program: report.json beside this file.
    </footer> `;
  return standalonePage({
    title: `${verdict}: ${scenario} on ${settings.stage}, ${startedAt}`,
    main,
    script: { data: report, file: path.join(import.meta.dirname, 'browser', 'charts.ts') },
  });
}

function reacted({ scenario, workloads }: Report): boolean {
  return scenario === 'load' && workloads.some(({ reaction }) => reaction.attribution.length > 0 || reaction.forecast);
}

function hasStaircase({ scenario, workloads }: Report): boolean {
  return scenario === 'load' && workloads.some(({ reaction }) => reaction.forecast);
}

function verdictHeader(report: Report): Html {
  const { durationSeconds, reasons, scenario, settings, startedAt, verdict } = report;
  const { sign, text } = headlines[verdict];
  return html`<header class="${verdict}">
    <p class="what">
      Scenario <b>${scenario}</b> on stage <b>${settings.stage}</b>,
      <time datetime="${startedAt}">${dateText(startedAt)}</time>, ${durationText(durationSeconds)}
    </p>
    <h1>
      <span class="sign" aria-hidden="true">${sign}</span> <span id="verdict" data-verdict="${verdict}">${text}</span>
    </h1>
    <ul>
      ${reasons.map((reason) => html`<li>${reason}</li>`)}
    </ul>
    ${quickNote(report)}
  </header>`;
}

/** What counts as 0 on every time axis. */
function originText({ events }: Report): string {
  const has = (kind: ReportEvent['kind']): boolean => events.some((event) => event.kind === kind);
  if (has('load-step')) return 'the load step';
  return has('load-end') ? 'the first request' : 'the start of the run';
}

function eventsList(report: Report): Html {
  return html`<details>
    <summary>All ${report.events.length} events, in order</summary>
    ${eventsTable(report)}
  </details>`;
}

function section(title: string, present: boolean, content: () => Html): Html {
  return present
    ? html`<section>
        <h2>${title}</h2>
        ${content()}
      </section>`
    : html``;
}

function calibrationNote({ calibration, scenario }: Report): Html {
  if (!calibration) return html``;
  return html`<p>
    At ${calibration.ratePerSecond.toFixed(1)} requests/s for ${Math.round(calibration.seconds)} s. ${choices[scenario]}
  </p>`;
}

/** How each scenario's rates follow from the calibration. */
const choices: Readonly<Record<Report['scenario'], string>> = {
  smoke: '',
  load:
    'The rate of the peak follows from it: above what makes the entry service scale out, and no more than 70 % of the ' +
    'CPU limits of every service’s pods at rest.',
  spike:
    'The rate of the spike follows from it: ten times the base, and no more than 70 % of the CPU limits of every ' +
    'service’s pods at rest, which bear it alone.',
  soak: 'The rate of the soak follows from it: 70 % of what would make a service scale out.',
  stress: 'The first rate that is tried follows from it: half of what the CPU limits would bear.',
};

function dateText(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}

function durationText(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
