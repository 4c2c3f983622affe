import { withGeneratedParts } from '@eks-practice/generated-pages/generated-parts';
import { markdownTable } from '@eks-practice/generated-pages/markdown-table';
import type { Verdict } from '@eks-practice/loadtests/exit-code';
import type { Machine } from '@eks-practice/loadtests/recorder/machine';
import type { DrillRun } from './drill-run.ts';
import type { Drill } from './drill.ts';

/** What the repository keeps of a drill's result. */
export interface Recorded {
  /** The day, e.g. `2026-11-23`. */
  readonly on: string;
  readonly machine: Machine;
  readonly verdict: Verdict;
  readonly did: string;
  readonly control: { readonly verdict: Verdict; readonly did: string } | null;
}

type Described = Pick<Drill, 'name' | 'summary' | 'should' | 'seconds'> & {
  readonly control?: Pick<NonNullable<Drill['control']>, 'summary' | 'should'>;
};

/** The part of a run that is worth keeping, by the drill's name. */
export function recorded({ startedAt, machine, drills }: DrillRun): Record<string, Recorded> {
  return Object.fromEntries(
    drills.map(({ name, verdict, did, control }) => [
      name,
      {
        ...{ on: startedAt.slice(0, 10), machine, verdict, did },
        control: control && { verdict: control.verdict, did: control.did },
      },
    ]),
  );
}

/**
 * The page with its generated parts as they are to be; all else is a person's.
 * @throws {RangeError} where the page has lost a marker
 */
export function renderedPage(
  page: string,
  drills: readonly Described[],
  results: Readonly<Record<string, Recorded>>,
): string {
  return withGeneratedParts(page, { drills: catalogueTable(drills), measured: measuredTable(drills, results) });
}

function catalogueTable(drills: readonly Described[]): string {
  return markdownTable(
    ['drill', 'what is done', 'what should happen', 'control, which must go wrong'],
    drills.map(({ name, summary, should, control }) => [
      `\`${name}\``,
      summary,
      should,
      control ? `${control.summary} ${control.should}` : '–',
    ]),
  );
}

function measuredTable(drills: readonly Described[], results: Readonly<Record<string, Recorded>>): string {
  const measured = drills.flatMap(({ name }) => {
    const result = results[name];
    return result ? [{ name, result }] : [];
  });
  const missing = drills.filter(({ name }) => !results[name]).map(({ name }) => `\`${name}\``);
  return [
    markdownTable(
      ['drill', 'what happened', 'what happened in its control', 'seen'],
      measured.map(({ name, result }) => [
        `\`${name}\``,
        `${sign(result.verdict)} ${result.did}`,
        result.control ? `${sign(result.control.verdict)} ${result.control.did}` : '–',
        `${result.on}, ${machineText(result.machine)}`,
      ]),
    ),
    ...(missing.length > 0 ? [`Not recorded yet: ${missing.join(', ')}.`] : []),
  ].join('\n\n');
}

const signs: Readonly<Record<Verdict, string>> = { pass: '✓', fail: '✗', invalid: '?' };

function sign(verdict: Verdict): string {
  return signs[verdict];
}

function machineText({ cores, memoryMiB, os, architecture }: Machine): string {
  return `${cores} cores, ${Math.round(memoryMiB / 1024)} GiB, ${os} ${architecture}`;
}
