import { mkdtemp, readFile, readdir, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { silent } from '@eks-practice/machine/progress';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { FakeApiServer } from './recorder/fake-api-server.fixture.ts';
import type { Report } from './report/report.ts';
import { simulatedStage } from './run/simulated-evidence.fixture.ts';
import { type ScenarioResult, runScenario } from './run-scenario.ts';

// What a run leaves behind that does not come to its load; the rest needs a cluster, and is tested on one.

let directory: string;
let results: string;
let server: FakeApiServer;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'run-scenario-'));
  results = path.join(directory, 'results');
  server = new FakeApiServer();
});
afterEach(async () => {
  await server.stop();
  await rm(directory, { recursive: true });
});

async function run(signal?: AbortSignal): Promise<ScenarioResult> {
  const kubeconfigPath = await server.start(directory);
  const target = { service: 'api', url: 'http://127.0.0.1:9', kubeconfigPath, stage: simulatedStage };
  const options = { scenario: 'load', target, resultsDirectory: results, progress: silent } as const;
  return runScenario(signal ? { ...options, signal } : options);
}

test('a run that breaks has a report all the same, which says why', async () => {
  server.down = true;
  const { report, directory: own } = await run();
  expect(report).toMatchObject({ verdict: 'invalid', versions: { k6: null, kubernetes: null } });
  expect(report.reasons[0]).toMatch(/^The cluster does not answer: /);
  expect((await readdir(own)).sort()).toEqual(['report.html', 'report.json']);
  expect(JSON.parse(await readFile(path.join(own, 'report.json'), 'utf8')) as Report).toEqual(report);
  expect(await readlink(path.join(results, 'latest'))).toBe(path.basename(own));
});

test('a mistake leaves nothing behind', async () => {
  await expect(run()).rejects.toMatchObject({ code: 'stage-not-deployed' });
  expect(await readdir(results)).toEqual([]);
});

test('a run that is broken off leaves nothing behind, and throws why', async () => {
  server.down = true;
  await expect(run(AbortSignal.abort(new Error('Ctrl-C')))).rejects.toThrow('Ctrl-C');
  expect(await readdir(results)).toEqual([]);
});
