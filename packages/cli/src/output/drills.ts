import { styleText } from 'node:util';
import type { Drill } from '@eks-practice/drills/drill';
import type { Verdict } from '@eks-practice/loadtests/exit-code';
import type { DrillResult } from '@eks-practice/loadtests/report/drill-result';
import { table } from './table.ts';
import { columnsOf } from './wrapped.ts';

type Listed = Pick<Drill, 'name' | 'summary' | 'seconds'>;

/** The drills that there are. */
export function drillListText(drills: readonly Listed[]): string {
  const rows = drills.map(({ name, seconds, summary }) => [name, `${seconds} s`, summary]);
  return table([['drill', 'takes about', 'what is done'], ...rows], columnsOf(process.stdout));
}

/** Printed when a drill begins. */
export function drillHeading({ name, summary, should }: Pick<Drill, 'name' | 'summary' | 'should'>): string {
  return [coloured('bold', name), `  ${summary}`, `  should   ${should}`].join('\n');
}

/** Printed when it has ended: what happened, and what happened in its control. */
export function drillResultText({ did, verdict, control }: DrillResult): string {
  const lines = [`  did      ${did}`, `  ${sign(verdict, { pass: 'as it should', fail: 'not as it should' })}`];
  if (control) {
    lines.push(
      `  control  ${control.summary}`,
      `  must     ${control.should}`,
      `  did      ${control.did}`,
      `  ${sign(control.verdict, { pass: 'went wrong, as it must', fail: 'went well, so that the drill proves nothing' })}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function sign(verdict: Verdict, words: Readonly<Record<'pass' | 'fail', string>>): string {
  if (verdict === 'pass') return coloured('green', `✓ ${words.pass}`);
  if (verdict === 'fail') return coloured('red', `✗ ${words.fail}`);
  return coloured('yellow', '? it says nothing');
}

function coloured(style: 'bold' | 'green' | 'red' | 'yellow', text: string): string {
  return styleText(style, text, { stream: process.stdout });
}
