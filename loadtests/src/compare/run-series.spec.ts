import { mkdtemp, readFile, readdir, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { silent } from '@eks-practice/machine/progress';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { FakeApiServer } from '../recorder/fake-api-server.fixture.ts';
import { simulatedStage } from '../run/simulated-evidence.fixture.ts';
import { runSeries } from './run-series.ts';
import { series } from './series.ts';

// What a series leaves behind; its runs end at once, since the cluster does not answer.

let directory: string;
let results: string;
let server: FakeApiServer;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'run-series-'));
  results = path.join(directory, 'results');
  server = new FakeApiServer();
});
afterEach(async () => {
  await server.stop();
  await rm(directory, { recursive: true });
});

async function run(onRun: (number: number) => void = () => undefined, signal?: AbortSignal) {
  server.down = true;
  const kubeconfigPath = await server.start(directory);
  const target = { service: 'api', url: 'http://127.0.0.1:9', kubeconfigPath, stage: simulatedStage };
  const options = { target, resultsDirectory: results, progress: silent, runs: 3, quick: true, seed: 7, onRun };
  return runSeries(signal ? { ...options, signal } : options);
}

test('a series has a folder for each run, a table over all, and latest leads to its last run', async () => {
  const { directory: own, series: found } = await run();
  expect((await readdir(own)).sort()).toEqual(['run-1', 'run-2', 'run-3', 'series.html', 'series.json']);
  expect(series.parse(JSON.parse(await readFile(path.join(own, 'series.json'), 'utf8')))).toEqual(found);
  expect(found).toMatchObject({ scenario: 'load', quick: true, planned: 3, seed: 7, conditions: { settings: {} } });
  expect(found.runs.map(({ verdict }) => verdict)).toEqual(['invalid', 'invalid', 'invalid']);
  const delays = found.runs.map(({ delaySeconds }) => delaySeconds);
  expect(new Set(delays).size).toBe(3);
  expect(Math.min(...delays) >= 0 && Math.max(...delays) <= 30).toBe(true);
  expect(await readlink(path.join(results, 'latest'))).toBe(`${path.basename(own)}/run-3`);
  expect(await readFile(path.join(results, 'trend.html'), 'utf8')).toContain(`${path.basename(own)}/run-3/report.html`);
});

test('a series that is broken off keeps the runs that were over', async () => {
  const stop = new AbortController();
  const broken = run((number) => (number === 2 ? stop.abort(new Error('Ctrl-C')) : undefined), stop.signal);
  await expect(broken).rejects.toThrow('Ctrl-C');
  const own = path.join(results, (await readdir(results)).find((name) => name.endsWith('-load-x3')) ?? '');
  expect((await readdir(own)).sort()).toEqual(['run-1', 'run-2', 'series.html', 'series.json']);
  expect(series.parse(JSON.parse(await readFile(path.join(own, 'series.json'), 'utf8'))).runs).toHaveLength(2);
});

test('one that is broken off before any run was over leaves nothing', async () => {
  await expect(run(undefined, AbortSignal.abort(new Error('Ctrl-C')))).rejects.toThrow('Ctrl-C');
  expect(await readdir(results)).toEqual([]);
});
