import path from 'node:path';
import { build } from 'esbuild';
import { eventLegend } from './event-signs.ts';
import { figures } from './figures.ts';
import { type Html, embeddedJson, html } from './html.ts';
import type { Report, ReportEvent } from './report.ts';
import { demandTable, eventsTable, settingsTables, thresholdsTable, workloadsTable } from './tables.ts';

const headlines: Readonly<Record<Report['verdict'], { sign: string; text: string }>> = {
  pass: { sign: '✓', text: 'Pass' },
  fail: { sign: '✗', text: 'Fail' },
  invalid: { sign: '!', text: 'Invalid: the run itself broke' },
};

/** The whole report as one HTML file that needs nothing else: no network, no other file. */
export async function reportPage(report: Report): Promise<string> {
  const [script, style] = await Promise.all([bundled('charts.ts'), bundled('style.css')]);
  const { scenario, settings, startedAt, verdict } = report;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
        />
        <meta name="color-scheme" content="light dark" />
        <title>${verdict}: ${scenario} on ${settings.stage}, ${startedAt}</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        <main>
          ${verdictHeader(report)} ${figures(report)}
          <section aria-labelledby="over-time">
            <h2 id="over-time">Over time</h2>
            <p class="note">
              In seconds from ${originText(report)}. Drag over a chart to zoom all of them, double-click to see
              everything; point at a mark, or tab to it and use the arrow keys, to read it.
            </p>
            ${eventLegend(report.events)}
            <div id="plots"></div>
            <noscript>
              <p>The charts are drawn by JavaScript, which is off. Verdict, figures and tables need none.</p>
            </noscript>
          </section>
          ${section('Workloads', true, () => workloadsTable(report))}
          ${section('Settings in force', true, () => settingsTables(report))}
          ${section('How the load was chosen', report.calibration !== null, () => html`${calibrationNote(report)}${demandTable(report)}`)}
          ${section('Thresholds', report.thresholds.length > 0, () => thresholdsTable(report))}
          ${section('Events', report.events.length > 0, () => eventsList(report))}
          <footer>
            All times are by the clock of the machine that sent the load; requests stand at the time they started. CPU
            is a mean over the window that metrics-server reports, and so appears later than the load that caused it.
            The same data for a program: report.json beside this file.
          </footer>
        </main>
        <script type="application/json" id="report">
          ${embeddedJson(report)}
        </script>
        <script>
          ${script};
        </script>
      </body>
    </html> `.html;
}

function verdictHeader({ durationSeconds, reasons, scenario, settings, startedAt, verdict }: Report): Html {
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

function calibrationNote({ calibration }: Report): Html {
  if (!calibration) return html``;
  return html`<p>
    At ${calibration.ratePerSecond.toFixed(1)} requests/s for ${Math.round(calibration.seconds)} s. The rate of the peak
    follows from it: above what makes the entry service scale out, and no more than 70 % of the CPU limits of every
    service's pods at rest.
  </p>`;
}

/** One file with all that it imports, for the page. */
async function bundled(file: string): Promise<Html> {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, 'browser', file)],
    bundle: true,
    format: 'iife',
    minify: true,
    write: false,
    target: 'es2022',
    legalComments: 'inline',
    logLevel: 'silent',
  });
  const text = outputFiles[0]?.text ?? '';
  // In a script or style element nothing is escaped; all that must not stand in it is the element's own end.
  return { html: text.replaceAll(/<\/(script|style)/gi, String.raw`<\/$1`) };
}

function dateText(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}

function durationText(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
