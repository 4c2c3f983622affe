import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dashboardFile } from './dashboard-file.ts';
import { scrapeLabels } from './selectors.ts';
import { type BootedServices, bootServices } from './testing/booted-services.ts';
import { clusterMetrics } from './testing/cluster-metrics.ts';
import { resultLabels, usedMetrics } from './testing/used-metrics.ts';

interface Json {
  readonly templating: { readonly list: readonly { readonly type: string; readonly query: string }[] };
  readonly panels: readonly {
    readonly title: string;
    readonly targets?: readonly { readonly expr: string; readonly legendFormat: string }[];
  }[];
}

// As Grafana reads it.
const { templating, panels } = JSON.parse(await readFile(dashboardFile, 'utf8')) as Json;
const targets = panels.flatMap(({ title, targets: of = [] }) => of.map((target) => ({ title, ...target })));
/** Grafana's own function: the values that a label has of a selector's metrics. */
const variables = templating.list
  .filter(({ type }) => type === 'query')
  .map(({ query }) => /^label_values\((.+), (\w+)\)$/.exec(query) ?? [query])
  .map(([, selector = '', label = '']) => ({ title: label, expr: `count by (${label}) (${selector})` }));

/** The labels of every metric that the services answer, by the metric's name. */
let served: Map<string, Set<string>>;
let services: BootedServices;
beforeAll(async () => {
  services = await bootServices();
  expect((await services.ask()).status).toBe(200);
  served = labelsByMetric(await services.metrics());
});
afterAll(() => services.end());

function labelsByMetric(exposition: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const [, name = '', labels = ''] of exposition.matchAll(/^([a-z_]\w*)(?:\{(.*)\})? \S+$/gm)) {
    const known = found.get(name) ?? new Set(scrapeLabels);
    for (const [, label = ''] of labels.matchAll(/(\w+)="/g)) known.add(label);
    found.set(name, known);
  }
  return found;
}

test.each([...targets, ...variables])('$title: every metric and label of $expr is there', ({ expr }) => {
  const used = usedMetrics(expr);
  expect(used).not.toEqual([]);
  for (const { name, labels } of used) {
    const known = served.get(name) ?? clusterMetrics[name];
    expect({ name, isServed: known !== undefined }).toEqual({ name, isServed: true });
    expect({ name, labels: [...(known ?? [])] }).toEqual({ name, labels: expect.arrayContaining([...labels]) });
  }
});

test.each(targets)(
  '$title: the legend $legendFormat names labels that the lines differ by',
  ({ expr, legendFormat }) => {
    const named = [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label);
    expect(named).not.toEqual([]);
    expect(resultLabels(expr)).toEqual(expect.arrayContaining(named));
  },
);

test('every metric of our own is shown', () => {
  const own = [...served.keys()].filter((name) => /^(http|upstream)_/.test(name));
  const shown = new Set(targets.flatMap(({ expr }) => usedMetrics(expr)).map(({ name }) => name));
  // Of a histogram, the count and the buckets say all that its sum does here.
  expect(own.filter((name) => !shown.has(name) && !name.endsWith('_sum'))).toEqual([]);
});

test('what is no PromQL is told', () => {
  expect(() => usedMetrics('sum by (a) (rate(b[$__rate_interval])')).toThrow(SyntaxError);
});

test('a label that is grouped or joined by counts as used, as one that is selected by does', () => {
  const expr = 'sum by (a) (rate(one{b="$stage"}[$__rate_interval])) / on (c) group_left () two';
  expect(usedMetrics(expr)).toEqual([
    { name: 'one', labels: ['b', 'a', 'c'] },
    { name: 'two', labels: ['c'] },
  ]);
});
