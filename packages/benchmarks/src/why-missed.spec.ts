import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { goalsOf } from './goals.ts';
import { pagePath } from './page/page.ts';
import { someResults } from './results.fixture.ts';
import type { Profiles, Results } from './results.ts';

const packages = (node: number, fastify: number) => [
  { name: 'Node.js', share: node / 2 },
  { name: 'native code', share: node / 2 },
  { name: 'fastify', share: fastify / 2 },
  { name: '@nestjs/core', share: fastify / 2 },
  { name: 'service-kit', share: 1 - node - fastify },
];

const profile: Profiles = {
  ...{ measuredAt: '', cpuMicroseconds: 400 },
  services: {
    api: { cpuMicroseconds: 300, packages: packages(0.5, 0.1), functions: [] },
    'user-api': { cpuMicroseconds: 100, packages: packages(0.3, 0.5), functions: [] },
  },
};

/** The figures of the fixture, with these ratios. */
function withMedians(medians: Readonly<Record<string, number>>, parts: Results['parts'] = someResults.parts): Results {
  const ratios = Object.fromEntries(
    Object.entries(medians).map(([name, median]) => [name, { median, min: 0, max: 9 }]),
  );
  const { requests } = parts;
  return { ...someResults, ratios, parts: { ...parts, ...(requests && { requests: { ...requests, profile } }) } };
}

const why = (results: Results, what: string, bound: number): string | undefined =>
  goalsOf(results).find((goal) => goal.what.startsWith(what) && goal.bound === bound)?.whyMissed;

test.each([
  [
    '`/users` against the seed, whose aim raw does not reach either',
    { usersVsSeed: 2.4 },
    '`/users`',
    3,
    [
      'raw `node:http` itself reaches 2.50x only; of our CPU, 45.0 % is Node itself',
      'and 20.0 % Fastify',
      '(#where-time-goes)',
    ],
  ],
  [
    'user-api, whose floor raw does not reach either',
    { userApiVsSeed: 2.1 },
    'user-api',
    2.5,
    ['raw `node:http` itself reaches 2.25x only; of our CPU, 30.0 % is Node itself', 'and 50.0 % Fastify'],
  ],
  ['/users, whose floor raw does reach', { usersVsSeed: 1.9 }, '`/users`', 2, ['itself reaches 2.50x; of our CPU']],
  ['raw', { usersVsRaw: 0.7 }, '`/users`', 0.75, ['25.0 % of a request’s CPU', '(#what-each-feature-costs)']],
  ['the image', { imageVsNode: 1.04 }, 'image', 1.03, ['(api 1.25 MiB)', '(#image-and-start)']],
  ['the start', { startVsNode: 2 }, 'start', 1.5, ['8.0 times the CPU', '(decisions/0014-start.md)']],
  ['a change', {}, 'code change', 15, ['the longest step, Builds, takes 7.0 s', '(#cluster-and-deploys)']],
  ['nothing new', {}, 'deploy of nothing', 3, ['the longest step, Cluster, takes 2.5 s']],
])('why %s is missed', (_, ratios, what, bound, texts) => {
  for (const text of texts) expect(why(withMedians(ratios), what, bound)).toContain(text);
});

test('a goal that is met, or was not measured, has nothing to explain', () => {
  expect(why(withMedians({ usersVsSeed: 3 }), '`/users`', 3)).toBeUndefined();
  expect(why(withMedians({}), '`/users`', 3)).toBeUndefined();
  expect(why(withMedians({}), 'local cluster', 12)).toBeUndefined();
});

test('a line that would have no figure is left out', () => {
  const older = { ...(someResults.parts.cluster as NonNullable<Results['parts']['cluster']>), steps: [] };
  const missed = goalsOf(withMedians({ usersVsSeed: 1, startVsNode: 9 }, { cluster: older })).filter(
    ({ met }) => met === false,
  );
  expect(missed.map(({ whyMissed }) => whyMissed)).toEqual(missed.map(() => undefined));
  expect(missed).toHaveLength(5);
});

test('a line points at sections that the page has', async () => {
  const headings = (await readFile(pagePath, 'utf8')).match(/^#+ .*$/gm)?.map((line) =>
    line
      .replace(/^#+ /, '')
      .toLowerCase()
      .replaceAll(/[^a-z0-9 -]/g, '')
      .replaceAll(' ', '-'),
  );
  const missed = goalsOf(
    withMedians({ usersVsSeed: 1, userApiVsSeed: 1, usersVsRaw: 0.1, imageVsNode: 9, startVsNode: 9 }),
  );
  const targets = missed.flatMap(({ whyMissed }) =>
    [...(whyMissed ?? '').matchAll(/\(#([^)]+)\)/g)].map(([, to]) => to),
  );
  expect(new Set(targets).size).toBe(4);
  expect(headings).toEqual(expect.arrayContaining(targets));
});
