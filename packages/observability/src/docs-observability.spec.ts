import { readFile } from 'node:fs/promises';
import { fromRoot } from '@eks-practice/machine/repository';
import { tracingSettings } from '@eks-practice/service-kit/config/tracing-settings';
import { expect, test } from '@jest/globals';
import { bootServices } from './testing/booted-services.ts';

const page = await readFile(fromRoot('docs/observability.md'), 'utf8');

/** The first two cells of the rows of a table, by its heading's first. */
function rows(heading: string): [first: string, second: string][] {
  const [, table = ''] = page.split(`\n| ${heading} |`);
  const [body = ''] = table.split('\n\n');
  return body
    .split('\n')
    .slice(2)
    .map((row) => row.split('|').map((cell) => cell.trim().replaceAll('`', '')))
    .map(([, first = '', second = '']) => [first, second]);
}

test('the page lists every metric of our own, with its labels', async () => {
  const services = await bootServices();
  await services.ask();
  const exposition = await services.metrics();
  await services.end();
  const labels = new Map<string, Set<string>>();
  for (const [, name = ''] of exposition.matchAll(/^# TYPE ((?:http|upstream)_\w+) /gm)) labels.set(name, new Set());
  for (const [, name = '', of = ''] of exposition.matchAll(/^((?:http|upstream)_\w+?)(?:_count|_sum)?\{(.*)\} /gm)) {
    for (const [, label = ''] of of.matchAll(/(\w+)="/g)) labels.get(name)?.add(label);
  }
  const served = [...labels].map(([name, of]) => [name, [...of].sort().join(', ')]);
  expect(served.sort()).toEqual(rows('metric').sort());
});

test('the page lists every variable of spans, and no other', () => {
  expect(
    rows('variable')
      .map(([name]) => name)
      .sort(),
  ).toEqual(Object.keys(tracingSettings).sort());
});
