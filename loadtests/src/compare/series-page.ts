import { figure } from '../report/figures.ts';
import { type Html, html } from '../report/html.ts';
import { standalonePage } from '../report/standalone-page.ts';
import { table } from '../report/table.ts';
import { type Comparison, spreadOf } from './compare-series.ts';
import type { Series, SeriesRun } from './series.ts';

const columns: Readonly<Record<string, { unit: string; of: (run: SeriesRun) => number | null }>> = {
  Decided: { unit: 's', of: ({ decisionSeconds }) => decisionSeconds },
  'Pod ready': { unit: 's', of: ({ readySeconds }) => readySeconds },
  'Back at rest': { unit: 's', of: ({ backAtRestSeconds }) => backAtRestSeconds },
  p95: { unit: 'ms', of: ({ p95Ms }) => p95Ms },
  p99: { unit: 'ms', of: ({ p99Ms }) => p99Ms },
  Failed: { unit: '', of: ({ failed }) => failed },
  Dropped: { unit: '', of: ({ dropped }) => dropped },
};

/** The heads and rows of a series' table, its runs and then their spread; the invalid ones are shown and not counted. */
export function seriesTable({ runs }: Series): {
  readonly heads: readonly string[];
  readonly rows: readonly string[][];
} {
  const valid = runs.filter(({ verdict }) => verdict !== 'invalid');
  const cells = Object.values(columns);
  const spread = (kind: 'min' | 'median' | 'max'): string[] => [
    kind,
    ...['', ''],
    ...cells.map(({ unit, of }) => {
      const values = valid.map(of).filter((value) => value !== null);
      return values.length === 0 ? '–' : figure(spreadOf(values)[kind], unit);
    }),
  ];
  return {
    heads: ['Run', 'Verdict', 'Delay', ...Object.keys(columns)],
    rows: [
      ...runs.map((run) => [
        ...[run.folder, run.verdict, figure(run.delaySeconds, 's')],
        ...cells.map(({ unit, of }) => figure(of(run), unit)),
      ]),
      ...[spread('min'), spread('median'), spread('max')],
    ],
  };
}

/** The heads and rows of a comparison's table. */
export function comparisonTable({ metrics }: Comparison): {
  readonly heads: readonly string[];
  readonly rows: readonly string[][];
} {
  return {
    heads: ['Metric', 'Before', 'After', 'Median by', 'Mean x', 'p', 'Result'],
    rows: metrics.map(({ after, before, meanRatio, medianDifference, metric, p, worse }) => [
      metric,
      ...[before, after].map(({ min, median, max }) => `${figure(median)} (${figure(min)} to ${figure(max)})`),
      `${medianDifference > 0 ? '+' : ''}${figure(medianDifference)}`,
      meanRatio === null ? '–' : meanRatio.toFixed(2),
      p.toFixed(3),
      worse ? 'worse' : 'not worse',
    ]),
  };
}

/** What a comparison comes to, in sentences; the deciding one first. */
export function comparisonTexts({ after, before, changes, leastRatio, metrics, result, test }: Comparison): string[] {
  const worse = metrics.filter((one) => one.worse).map(({ metric }) => metric.split(',')[0]);
  const first = {
    regression: `Worse: ${worse.join(', ')}.`,
    'no-regression': 'No regression.',
    'too-few': `Too few valid runs to say anything: ${before.runs} before, ${after.runs} after; it takes 5 each.`,
  }[result];
  return [
    first,
    `By a ${test.name}: alpha ${test.alpha}, ${test.permutations.toLocaleString('en')} permutations, seed ${test.seed}; ` +
      `a mean less than ${Math.round((leastRatio - 1) * 100)} % worse does not count.`,
    `Runs: ${before.runs} before (${before.invalid} invalid left out), ${after.runs} after (${after.invalid}).`,
    changes.length === 0
      ? 'Settings, images and machine are the same.'
      : `What differs besides: ${changes.map((one) => `${one.name}: ${one.before}, now ${one.after}`).join('; ')}.`,
  ];
}

/** A series as one HTML file in the look of the report, with its comparison where there is one. */
export function seriesPage(series: Series, comparison?: Comparison): Promise<string> {
  const { planned, quick, runs, scenario, seed, service, stage } = series;
  const { heads, rows } = seriesTable(series);
  const main = html`<header>
      <h1>${runs.length} of ${planned} runs of ${scenario}${quick ? ' (quick)' : ''}</h1>
      <p class="note">
        Sent to ${service} on stage ${stage}. Each load step came at another moment of the autoscaler's rounds (seed
        ${seed}); minimum, median and maximum are of the valid runs.
      </p>
    </header>
    ${comparison ? comparisonSection(comparison) : null}
    <section>
      <h2>Runs</h2>
      ${table('Runs', heads, rows)}
      <p class="note">Links: ${runs.map(({ folder }) => html`<a href="${folder}/report.html">${folder}</a> `)}</p>
    </section>`;
  return standalonePage({ title: `${scenario} x ${planned} on ${stage}`, main });
}

function comparisonSection(comparison: Comparison): Html {
  const { heads, rows } = comparisonTable(comparison);
  return html`<section data-result="${comparison.result}">
    <h2>Against an earlier series</h2>
    <ul>
      ${comparisonTexts(comparison).map((text) => html`<li>${text}</li>`)}
    </ul>
    ${rows.length > 0 ? table('Metrics', heads, rows) : null}
  </section>`;
}
