import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { emptyRecording } from '../recorder/recording.ts';
import type { RunContext } from '../run/run-context.ts';
import { simulatedStage } from '../run/simulated-evidence.fixture.ts';
import { RunInvalid } from '../run-invalid.ts';
import { FakeOperator, fakeK6 } from './fake-operator.fixture.ts';
import { requireOperator } from './require-operator.ts';
import { sendByRunners } from './send-by-runners.ts';
import { simulatedPhases, simulatedRunner } from './simulated-runner.fixture.ts';

let directory: string;
let cluster: FakeOperator;
let context: RunContext;
const news: string[] = [];

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'eks-practice-runners-'));
  cluster = new FakeOperator();
  cluster.runners = [1, 2, 3].map((index) => simulatedRunner(index));
  const kubeconfigPath = await cluster.start(directory);
  news.length = 0;
  context = {
    ...{ k6: await fakeK6(directory), directory, plan: { quick: false, runners: 3 }, signal: undefined },
    target: { service: 'api', url: 'http://127.0.0.1:1', kubeconfigPath, stage: simulatedStage },
    recorder: {
      ...{ recording: emptyRecording(), cluster: { version: 'v1.36.3', aheadMs: 0 } },
      stop: () => Promise.resolve(),
    },
    progress: (text) => news.push(text),
    onStatus: () => undefined,
  };
});
afterEach(async () => {
  cluster.stop();
  await rm(directory, { recursive: true, force: true });
});

const sent = (phases: Parameters<typeof sendByRunners>[1]['phases'] = simulatedPhases) =>
  sendByRunners(context, { scenario: 'load', phases, runners: 3 });

const made = ['make Namespace', 'make ServiceAccount', 'make ConfigMap', 'make TestRun'];

test('what the runners sent comes back as one load, and all that was made for it goes', async () => {
  const { log, outcome, phases, runners } = await sent();
  expect(log.requests).toHaveLength(30);
  expect(outcome).toMatchObject({ exitCode: 0, summary: { requests: 30 } });
  expect({ phases, runners }).toEqual({ phases: simulatedPhases, runners: 3 });
  expect(cluster.calls).toEqual([...made, 'remove namespaces']);
});

test('the runners get the whole load, of which k6 itself takes their parts, and the address within the cluster', async () => {
  await sent();
  const [, text = ''] = /LOAD_SETTINGS=(\{.*\}) .*scenarios\/load\.ts/.exec(cluster.archive) ?? [];
  expect(JSON.parse(text)).toMatchObject({
    ...{ phases: simulatedPhases, runners: 3, connections: 'new' },
    url: 'http://api-service.local.svc.cluster.local',
  });
});

test('a TestRun that the operator gives up makes the run invalid, and goes too', async () => {
  cluster.stage = 'error';
  cluster.runners = cluster.runners.slice(1);
  await expect(sent()).rejects.toThrow(RunInvalid);
  await expect(sent()).rejects.toThrow(/gave up on the TestRun: .* runners: 2 of 3 started, 2 ended/);
  expect(cluster.calls).toEqual([...made, 'remove namespaces', ...made, 'remove namespaces']);
});

test('it waits for runners that still run, and an end from outside ends it with its namespace', async () => {
  const stopping = new AbortController();
  cluster.runners = cluster.runners.map((pod) => ({ ...pod, exitCode: undefined }));
  context = {
    ...context,
    signal: stopping.signal,
    progress: (text) => {
      news.push(text);
      stopping.abort(new Error('Ctrl-C'));
    },
  };
  await expect(sent()).rejects.toThrow('Ctrl-C');
  expect(news).toEqual(['runners: 3 of 3 started, 0 ended (TestRun finished)']);
  expect(cluster.calls.at(-1)).toBe('remove namespaces');
});

test('no runner sends more than a k6 of this project does', async () => {
  const phase = (ratePerSecond: number) => ({ name: 'peak', ratePerSecond, seconds: 10 });
  await expect(sent([phase(1_201)])).rejects.toThrow(/401 requests\/s/);
  expect(cluster.calls).toEqual([]);
  await expect(sent([phase(1_200)])).resolves.toMatchObject({ runners: 3 });
});

test('a cluster without the operator is told of, with what installs it', async () => {
  await expect(requireOperator(context.target)).resolves.toBeUndefined();
  cluster.installed = false;
  await expect(requireOperator(context.target)).rejects.toMatchObject({
    code: 'operator-missing',
    remedy: expect.stringContaining('helm install k6-operator grafana/k6-operator'),
  });
});
