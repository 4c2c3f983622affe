import type { PodMetric, V1Pod } from '@kubernetes/client-node';
import { expect, test } from '@jest/globals';
import { observeMemory, observeRestarts } from './observe-wear.ts';
import { observePod } from './observe.ts';
import { emptyRecording } from './recording.ts';

const workloads = new Set(['api']);

function pod(restarts: number, app = 'api'): V1Pod {
  const container = { name: app, image: app, imageID: app, ready: true, restartCount: restarts };
  return {
    metadata: { name: `${app}-1`, labels: { 'app.kubernetes.io/name': app } },
    status: { containerStatuses: [container] },
  };
}

function metric(second: number, memory: string, name = 'api-1'): PodMetric {
  return {
    metadata: { name, namespace: 'local', selfLink: '', creationTimestamp: '' },
    ...{ timestamp: new Date(second * 1000).toISOString(), window: '15s' },
    containers: [{ name: 'api', usage: { cpu: '1m', memory } }],
  };
}

test('memory is noted once for each time that metrics-server measured, by this clock, and for pods of ours only', () => {
  const recording = emptyRecording();
  observePod(recording, workloads, pod(0), 0, true);
  for (const use of [metric(10, '98304Ki'), metric(10, '98304Ki'), metric(25, '97Mi'), metric(25, '5Mi', 'other-1')]) {
    observeMemory(recording, workloads, [use], 1_000);
  }
  expect(recording.memory).toEqual([
    { at: 9_000, workload: 'api', pod: 'api-1', mebibytes: 96 },
    { at: 24_000, workload: 'api', pod: 'api-1', mebibytes: 97 },
  ]);
});

test('only restarts that were seen to happen count', () => {
  const recording = emptyRecording();
  const seen = [pod(2), pod(2), pod(3), pod(3), pod(9, 'other')];
  seen.forEach((one, at) => observeRestarts(recording, workloads, one, at));
  expect(recording.restarts).toEqual([{ at: 2, workload: 'api', pod: 'api-1' }]);
});
