import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { simulatedStage } from '../run/simulated-evidence.fixture.ts';
import { FakeApiServer } from './fake-api-server.fixture.ts';
import { type Recorder, startRecorder } from './recorder.ts';

let directory: string;
let server: FakeApiServer;
let recorder: Recorder | undefined;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'recorder-'));
  server = new FakeApiServer();
});
afterEach(async () => {
  await recorder?.stop();
  recorder = undefined;
  await server.stop();
  await rm(directory, { recursive: true });
});

async function start(): Promise<Recorder> {
  const kubeconfigPath = await server.start(directory);
  recorder = await startRecorder({ service: 'api', kubeconfigPath, stage: simulatedStage, url: 'http://127.0.0.1:1' });
  return recorder;
}

function pod(name: string, resourceVersion: string, ready: boolean) {
  return {
    metadata: { name, namespace: 'local', resourceVersion, labels: { 'app.kubernetes.io/name': 'api' } },
    spec: { nodeName: 'node' },
    status: { conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] },
  };
}

/** Waits for what comes over the network; in vain only where it does not come at all. */
async function until(condition: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 800; attempt++) {
    if (condition()) return;
    await delay(10);
  }
  throw new Error(`it never came to ${condition}`);
}

test('what is there is told from what comes, changes and goes', async () => {
  server.objects.pods.push(pod('api-1', '90', true));
  server.objects.horizontalpodautoscalers.push({
    metadata: { name: 'api', namespace: 'local', resourceVersion: '91' },
    status: { desiredReplicas: 2, currentReplicas: 2 },
  });
  const { recording, cluster } = await start();
  expect(cluster.version).toBe('v1.36.3');
  expect(recording.autoscalers).toMatchObject([{ workload: 'api', desired: 2, utilisationPercent: null }]);
  server.emit('pods', 'ADDED', pod('api-2', '101', false));
  server.emit('pods', 'MODIFIED', pod('api-2', '102', true));
  server.emit('pods', 'DELETED', pod('api-1', '103', true));
  await until(() => recording.pods[0]?.goneAt !== null);
  expect(recording.pods).toMatchObject([
    { name: 'api-1', initial: true },
    { name: 'api-2', initial: false, goneAt: null },
  ]);
  expect(recording.pods[1]?.readyAt).toBeGreaterThanOrEqual(recording.pods[1]?.createdAt as number);
});

test("the pods' CPU use is read", async () => {
  const usage = { cpu: '30m', memory: '1Mi' };
  const metadata = { name: 'api-1', labels: { 'app.kubernetes.io/name': 'api' } };
  server.podMetrics = [
    { metadata, timestamp: '2026-11-22T12:00:00Z', window: '15s', containers: [{ name: 'api', usage }] },
  ];
  const { recording } = await start();
  await until(() => recording.cpu.length > 0);
  expect(recording.cpu).toMatchObject([{ workload: 'api', pod: 'api-1', millicores: 30, windowSeconds: 15 }]);
});

test('a watch that breaks goes on from where it broke off, and leaves a gap with an end', async () => {
  const { recording } = await start();
  server.emit('pods', 'ADDED', pod('api-2', '105', true));
  await until(() => recording.pods.length === 1);
  server.down = true;
  server.breakWatches();
  await until(() => recording.gaps.some(({ source }) => source === 'pods'));
  expect(recording.gaps.find(({ source }) => source === 'pods')).toMatchObject({ to: null });
  server.down = false;
  await until(() => recording.gaps.every(({ to }) => to !== null));
  server.emit('pods', 'ADDED', pod('api-3', '106', true));
  await until(() => recording.pods.length === 2);
  expect(server.podWatchesFrom).toEqual(['100', '105']);
  expect(recording.pods.map(({ initial }) => initial)).toEqual([false, false]);
});

test('an API server that falls silent, and leaves the watches open, is a gap with an end', async () => {
  const { recording } = await start();
  server.silent = true;
  await until(() => recording.gaps.some(({ source }) => source === 'the Kubernetes API'));
  expect(recording.gaps).toMatchObject([{ source: 'the Kubernetes API', to: null, why: 'no answer within 3 s' }]);
  server.silent = false;
  await until(() => recording.gaps.every(({ to }) => to !== null));
});

test('a cluster that does not answer is an error, not an empty recording', async () => {
  server.down = true;
  await expect(start()).rejects.toThrow('503');
});

test('a recorder that was stopped records nothing more', async () => {
  const { recording, stop } = await start();
  await stop();
  server.emit('pods', 'ADDED', pod('api-2', '105', true));
  await delay(50);
  expect(recording.pods).toEqual([]);
  expect(recording.gaps).toEqual([]);
});
