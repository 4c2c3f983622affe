import { styleText } from 'node:util';
import { userErrorExitCode } from '@eks-practice/errors/user-error';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { examine } from '../doctor/examine.ts';
import type { Finding } from '../doctor/finding.ts';
import { localTarget } from '../local-target.ts';
import type { GlobalOptions } from '../options.ts';
import { table } from '../output/table.ts';

/** Tells what of the prerequisites is there; the exit code is 2 where one is missing. */
export async function doctor({ stage: name, json }: GlobalOptions): Promise<void> {
  const stage = stageNamed(name);
  const findings = await examine(stage, localTarget(stage));
  console.log(json ? JSON.stringify({ findings }, undefined, 2) : diagnosis(findings));
  if (findings.some(({ state }) => state === 'missing')) process.exitCode = userErrorExitCode;
}

const marks = {
  ok: { text: '✔', colour: 'green' },
  warning: { text: '!', colour: 'yellow' },
  missing: { text: '✖', colour: 'red' },
} as const;

/** A line for each finding, with its remedy below, and a summary. */
export function diagnosis(findings: readonly Finding[]): string {
  const rows = table(findings.map(({ name, found }) => [name, found])).split('\n');
  const lines = findings.flatMap(({ state, remedy }, index) => [
    `${styleText(marks[state].colour, marks[state].text)} ${rows[index]}`,
    ...(remedy === undefined ? [] : [`    ${remedy}`]),
  ]);
  return [...lines, '', summary(findings)].join('\n');
}

function summary(findings: readonly Finding[]): string {
  const count = (wanted: Finding['state']): number => findings.filter(({ state }) => state === wanted).length;
  const [missing, warnings] = [count('missing'), count('warning')];
  const worth = warnings === 0 ? '' : ` ${warnings} ${warnings === 1 ? 'thing is' : 'things are'} worth a look.`;
  if (missing > 0) return `${missing} ${missing === 1 ? 'thing is' : 'things are'} missing.${worth}`;
  return `Everything that is needed is there.${worth} Next: npm start`;
}
