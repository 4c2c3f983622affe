import type { Verdict } from '../exit-code.ts';
import { errorText } from '../verdict/wording.ts';
import type { DrillControlResult, DrillLoad, DrillResult } from './drill-result.ts';
import { type Html, html } from './html.ts';
import { table } from './table.ts';

const signs: Readonly<Record<Verdict, { readonly sign: string; readonly text: string }>> = {
  pass: { sign: '✓', text: 'as it should' },
  fail: { sign: '✗', text: 'not as it should' },
  invalid: { sign: '!', text: 'says nothing' },
};

/** What was done to the stage on purpose, and with what protects it taken away, which must go wrong. */
export function drillsSection(drills: readonly DrillResult[]): Html {
  return html`<p class="note">
      A drill does something to the stage under load that no user may notice. Its control does the same with what
      protects from it taken away, and must fail: else the drill proves nothing.
    </p>
    ${drills.map(drillPart)}`;
}

function drillPart({ name, summary, control, ...result }: DrillResult): Html {
  return html`<article class="drill">
    <h3>${name}</h3>
    <p>${summary}</p>
    ${outcome('Should', name, result)} ${control ? controlPart(name, control) : ''}
  </article>`;
}

function controlPart(drill: string, { summary, ...result }: DrillControlResult): Html {
  return html`<p><b>Control.</b> ${summary}</p>
    ${outcome('Must', `the control of ${drill}`, result)}`;
}

type Outcome = Pick<DrillResult, 'should' | 'did' | 'verdict' | 'loads'>;

function outcome(modal: string, of: string, result: Outcome): Html {
  const { sign, text } = signs[result.verdict];
  return html`<dl class="outcome">
      <dt>${modal}</dt>
      <dd>${result.should}</dd>
      <dt>Did</dt>
      <dd>${result.did}</dd>
      <dt>Verdict</dt>
      <dd class="${result.verdict}">${sign} ${text}</dd>
    </dl>
    ${result.loads.length > 0 ? loadsTable(of, result.loads) : ''}`;
}

function loadsTable(of: string, loads: readonly DrillLoad[]): Html {
  return table(
    `Loads beside ${of}`,
    ['Connections', 'Requests', 'Failed', 'Dropped', 'How they failed'],
    loads.map(({ connections, failures, requests }) => [
      connections === 'new' ? 'a new one each' : 'reused',
      requests.total.toLocaleString('en'),
      requests.failed,
      requests.dropped,
      failuresText(failures),
    ]),
  );
}

/** e.g. `12 x connection refused after pod api-1 was gone`. */
function failuresText(failures: DrillLoad['failures']): string | null {
  const kinds = Map.groupBy(
    failures,
    ({ errorCode, event }) => `${errorText(errorCode)} near "${event?.text ?? 'nothing'}"`,
  );
  return [...kinds].map(([kind, of]) => `${of.length} x ${kind}`).join('; ') || null;
}
