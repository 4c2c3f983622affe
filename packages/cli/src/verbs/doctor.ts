import { styleText } from 'node:util';
import { userErrorExitCode } from '@eks-practice/errors/user-error';
import { isOnEks } from '@eks-practice/stages/stage';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { commandLine } from '../command-line.ts';
import type { Finding } from '../doctor/finding.ts';
import type { GlobalOptions } from '../options.ts';
import { tableRows } from '../output/table.ts';
import { columnsOf, wrapped } from '../output/wrapped.ts';
import { placeOf } from '../place/place.ts';

/** Tells what of the prerequisites is there; the exit code is 2 where one is missing. */
export async function doctor({ stage: name, json }: GlobalOptions): Promise<void> {
  const stage = stageNamed(name);
  const findings = await (await placeOf(stage)).examine();
  const next = isOnEks(stage) ? commandLine('deploy', name) : 'npm start';
  console.log(json ? JSON.stringify({ findings }, undefined, 2) : diagnosis(findings, next));
  if (findings.some(({ state }) => state === 'missing')) process.exitCode = userErrorExitCode;
}

const marks = {
  ok: { text: '✔', colour: 'green' },
  warning: { text: '!', colour: 'yellow' },
  missing: { text: '✖', colour: 'red' },
} as const;

/**
 * A line for each finding, with its remedy below, and a summary.
 * @param next the command that is next where nothing is missing
 */
export function diagnosis(findings: readonly Finding[], next = 'npm start'): string {
  const width = columnsOf(process.stdout);
  const rows = tableRows(
    findings.map(({ name, found }) => [name, found]),
    width - 2,
  );
  const lines = findings.flatMap(({ state, remedy }, index) => [
    `${styleText(marks[state].colour, marks[state].text)} ${rows[index]?.replaceAll('\n', '\n  ')}`,
    ...(remedy === undefined ? [] : [wrapped(`    ${remedy}`, width)]),
  ]);
  return [...lines, '', summary(findings, next)].join('\n');
}

function summary(findings: readonly Finding[], next: string): string {
  const count = (wanted: Finding['state']): number => findings.filter(({ state }) => state === wanted).length;
  const [missing, warnings] = [count('missing'), count('warning')];
  const worth = warnings === 0 ? '' : ` ${warnings} ${warnings === 1 ? 'thing is' : 'things are'} worth a look.`;
  if (missing > 0) return `${missing} ${missing === 1 ? 'thing is' : 'things are'} missing.${worth}`;
  return `Everything that is needed is there.${worth} Next: ${next}`;
}
