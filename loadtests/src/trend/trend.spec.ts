import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { buildReport } from '../report/build-report.ts';
import type { Report } from '../report/report.ts';
import { simulatedEvidence } from '../run/simulated-evidence.fixture.ts';
import { trendSpecs } from './browser/trend-specs.ts';
import { readTrend } from './read-trend.ts';
import { trendRunOf } from './trend.ts';
import { trendPage } from './trend-page.ts';
import { writeTrend } from './write-trend.ts';

let results: string;
beforeEach(async () => {
  results = await mkdtemp(path.join(tmpdir(), 'trend-'));
});
afterEach(() => rm(results, { recursive: true }));

const report = buildReport(simulatedEvidence());

async function keep(folder: string, change: Partial<Report> = {}): Promise<void> {
  await mkdir(path.join(results, folder), { recursive: true });
  await writeFile(path.join(results, folder, 'report.json'), JSON.stringify({ ...report, ...change }));
}

test('a run is told by the service that the load was sent to', () => {
  expect(trendRunOf('noon-load', JSON.stringify(report))).toMatchObject({
    ...{ folder: 'noon-load', scenario: 'load', quick: false, stage: 'local', verdict: 'pass' },
    ...{ decisionSeconds: 31, readySeconds: 35, failed: 0, dropped: 0, perSecond: 108 },
    images: { api: '8d7cc93b24e188e2', 'user-api': '51d1b0f2c7a9e340' },
    machine: '4 cores, 16 GiB, linux x64',
  });
});

test('all runs are there, those of series too, in the order of time; what is no report is left out with the reason', async () => {
  await keep('b-load', { startedAt: '2026-11-22T14:00:00.000Z' });
  await keep('a-load-x2/run-1', { startedAt: '2026-11-22T12:00:00.000Z' });
  await keep('a-load-x2/run-2', { startedAt: '2026-11-22T13:00:00.000Z' });
  await keep('future', { schemaVersion: 3 } as unknown as Partial<Report>);
  await mkdir(path.join(results, 'torn'));
  await writeFile(path.join(results, 'torn', 'report.json'), '{"schemaVersion":');
  await mkdir(path.join(results, 'running'));
  await symlink('b-load', path.join(results, 'latest'), 'dir');
  const { runs, skipped } = await readTrend(results);
  expect(runs.map(({ folder }) => folder)).toEqual(['a-load-x2/run-1', 'a-load-x2/run-2', 'b-load']);
  expect(skipped).toEqual([
    { folder: 'future', why: expect.stringContaining('schemaVersion') },
    { folder: 'torn', why: 'it is no JSON' },
  ]);
});

test('a report is read once; a run whose folder is gone is gone', async () => {
  await keep('a-load');
  await keep('b-load');
  await writeTrend(results);
  await writeFile(path.join(results, 'a-load', 'report.json'), 'changed since');
  await rm(path.join(results, 'b-load'), { recursive: true });
  expect(await readTrend(results)).toMatchObject({ runs: [{ folder: 'a-load' }], skipped: [] });
});

test('a trend of another version is made anew', async () => {
  await keep('a-load');
  await writeFile(path.join(results, 'trend.json'), '{"schemaVersion":0,"runs":[{}]}');
  expect((await readTrend(results)).runs).toHaveLength(1);
});

test('page and table are written whole, and nothing else', async () => {
  await keep('a-load');
  await writeTrend(results);
  expect((await readdir(results)).sort()).toEqual(['a-load', 'trend.html', 'trend.json']);
  const page = await readFile(path.join(results, 'trend.html'), 'utf8');
  expect(page).toContain('href="a-load/report.html"');
  expect(JSON.parse(await readFile(path.join(results, 'trend.json'), 'utf8'))).toMatchObject({
    runs: [{ verdict: 'pass' }],
  });
});

test('runs of another scenario, form or stage have a table and charts of their own; a single run has no chart', async () => {
  const run = trendRunOf('a', JSON.stringify(report));
  const runs = [run, { ...run, quick: true }, { ...run, stage: 'dev' }, run];
  const groups = trendSpecs(runs);
  expect(groups.map(({ title, specs }) => [title, specs.length])).toEqual([
    ['load on local', 2],
    ['load (quick) on local', 0],
    ['load on dev', 0],
  ]);
  expect(await trendPage({ schemaVersion: 1, runs, skipped: [{ folder: '<b>', why: 'so' }] })).toContain(
    '&lt;b&gt;, since so',
  );
});
