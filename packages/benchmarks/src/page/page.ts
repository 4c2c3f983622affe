import { withGeneratedParts } from '@eks-practice/generated-pages/generated-parts';
import { markdownTable } from '@eks-practice/generated-pages/markdown-table';
import { fromRoot } from '@eks-practice/machine/repository';
import { goalsOf } from '../goals.ts';
import type { BenchmarkMachine, Measured, PartName, Results } from '../results.ts';
import { figure } from './figures.ts';
import { clusterTables, growthTables, memoryTable, startTables } from './other-tables.ts';
import { contendersTable, featuresTable, profileTables, ratiosTable } from './request-tables.ts';

export const pagePath = fromRoot('docs/performance.md');

/** The generated parts of the page, by their name. */
const sections: Readonly<Record<string, (results: Results) => string>> = {
  goals: goalsTable,
  ratios: ratiosTable,
  requests: (results) => ofPart(results, 'requests', contendersTable),
  features: (results) => ofPart(results, 'requests', featuresTable),
  profile: (results) => ofPart(results, 'requests', () => profileTables(results)),
  growth: (results) => ofPart(results, 'growth', growthTables),
  start: (results) => ofPart(results, 'start', startTables),
  cluster: (results) => ofPart(results, 'cluster', clusterTables),
  memory: (results) => ofPart(results, 'memory', memoryTable),
};

/**
 * The page with its tables made anew; what stands between the tables is a person's.
 * @throws {RangeError} where the page has lost a marker
 */
export function renderedPage(page: string, results: Results): string {
  const rendered = Object.entries(sections).map(([name, render]) => [name, render(results)]);
  return withGeneratedParts(page, Object.fromEntries(rendered));
}

function ofPart<P extends PartName>(
  { parts }: Results,
  name: P,
  render: (part: NonNullable<Results['parts'][P]>) => string,
): string {
  const part = parts[name];
  if (!part) return `Not measured yet: \`npx nx run loadtests:benchmark -- --only ${name}\`.`;
  return `${render(part)}\n\n${provenance(part)}`;
}

function provenance({ machine, measuredAt, rounds }: Measured<unknown>): string {
  return `*Measured ${measuredAt}, ${rounds === 1 ? 'one round' : `${rounds} rounds`}, on ${machineText(machine)}.*`;
}

function machineText({ cores, cpu, memoryMiB, node, os }: BenchmarkMachine): string {
  return `${cpu}, ${cores} cores, ${figure(memoryMiB / 1024)} GiB, ${os}, Node ${node}`;
}

function goalsTable(results: Results): string {
  const text = (value: number, unit: 'x' | 's'): string => (unit === 'x' ? `${value}x` : `${value} s`);
  return markdownTable(
    ['what', 'wanted', 'reached:', '', 'why not'],
    goalsOf(results).map(({ atLeast, bound, kind, met, reached, unit, what, whyMissed }) => [
      what,
      `${kind}: at ${atLeast ? 'least' : 'most'} ${text(bound, unit)}`,
      reached === undefined ? 'not measured' : text(reached, unit),
      met === undefined ? '' : met ? 'met' : '**missed**',
      whyMissed ?? '',
    ]),
  );
}
