import path from 'node:path';
import { figure } from '../report/figures.ts';
import { type Html, html } from '../report/html.ts';
import { standalonePage } from '../report/standalone-page.ts';
import { trendGroups } from './group-runs.ts';
import type { Trend, TrendRun } from './trend.ts';

/** All runs that are kept as one HTML file, in the look of the report and with a link to each. */
export async function trendPage(trend: Trend): Promise<string> {
  const groups = trendGroups(trend.runs);
  const main = html`<header>
      <h1 id="trend">All runs</h1>
      <p class="note">
        ${trend.runs.length} runs; every one is kept until its folder in loadtests/results is deleted, and the next run
        writes this page anew. The same for a program: trend.json beside this file.
      </p>
      ${
        trend.skipped.length > 0
          ? html`<ul>
              ${trend.skipped.map(({ folder, why }) => html`<li>Left out: ${folder}, since ${why}.</li>`)}
            </ul>`
          : null
      }
    </header>
    ${groups.map(({ title, runs }, index) => section(title, runs, index))}`;
  const file = path.join(import.meta.dirname, 'browser', 'trend-charts.ts');
  return standalonePage({ title: 'All runs', main, script: { data: trend, file } });
}

const heads = ['Run', 'Verdict', 'Decided', 'Pod ready', 'p95', 'Rate', 'Failed', 'Dropped', 'Images', 'Machine'];

/** The newest first, as one looks for them; the chart goes with time. */
function section(title: string, runs: readonly TrendRun[], index: number): Html {
  return html`<section aria-labelledby="group-${index}">
    <h2 id="group-${index}">${title}</h2>
    <div class="plots" data-group="${title}"></div>
    <div class="wide" tabindex="0" role="group" aria-label="Runs of ${title}">
      <table>
        <thead>
          <tr>
            ${heads.map((head) => html`<th scope="col">${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${runs.map((run, place) => row(run, place + 1)).toReversed()}
        </tbody>
      </table>
    </div>
  </section>`;
}

/** @param number its place on the axis of the charts */
function row(run: TrendRun, number: number): Html {
  const { decisionSeconds, dropped, failed, images, machine, p95Ms, perSecond, readySeconds } = run;
  const cells = [
    run.verdict,
    ...[figure(decisionSeconds, 's'), figure(readySeconds, 's'), figure(p95Ms, 'ms')].map(unbroken),
    ...[figure(perSecond, '/s'), figure(failed), figure(dropped)].map(unbroken),
    Object.entries(images)
      .map(([service, tag]) => unbroken(`${service} ${tag.slice(0, 8)}`))
      .join(', '),
    machine.split(', ').map(unbroken).join(', '),
  ];
  const when = `${number}. ${run.startedAt.slice(0, 10)} ${run.startedAt.slice(11, 19)}`;
  return html`<tr data-verdict="${run.verdict}">
    <th scope="row">
      <a href="${run.folder.split('/').map(encodeURIComponent).join('/')}/report.html">${unbroken(when)}</a>
    </th>
    ${cells.map((cell) => html`<td>${cell}</td>`)}
  </tr>`;
}

/** What a narrow column must not break in two. */
function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}
