import { expect, test } from '@jest/globals';
import type { PodMetric, V1EndpointSlice, V1Pod, V2HorizontalPodAutoscaler } from '@kubernetes/client-node';
import { clockAhead } from './cluster-info.ts';
import { observeCpu } from './observe-cpu.ts';
import { observeAutoscaler, observeEndpoints, observePod, observePodGone } from './observe.ts';
import { emptyRecording } from './recording.ts';
import { stateOf, unrest } from './state.ts';

const workloads = new Set(['api']);

interface PodStatus {
  readonly node: string;
  readonly running: boolean;
  readonly ready: boolean;
  readonly deleting: boolean;
}

function pod(status: Partial<PodStatus> = {}, app = 'api'): V1Pod {
  const state = status.running ? { running: {} } : { waiting: {} };
  return {
    metadata: {
      name: `${app}-1`,
      labels: { 'app.kubernetes.io/name': app },
      ...(status.deleting ? { deletionTimestamp: new Date(0) } : {}),
    },
    ...(status.node ? { spec: { containers: [], nodeName: status.node } } : {}),
    status: {
      conditions: [{ type: 'Ready', status: status.ready ? 'True' : 'False' }],
      containerStatuses: [{ ...{ name: app, image: app, imageID: app, ready: false, restartCount: 0 }, state }],
    },
  };
}

function slice(service: string, ...endpoints: readonly { ready: boolean; pod?: string }[]): V1EndpointSlice {
  return {
    addressType: 'IPv4',
    metadata: { labels: { 'kubernetes.io/service-name': service } },
    endpoints: endpoints.map(({ ready, pod: name }) => ({
      addresses: ['10.0.0.1'],
      conditions: { ready },
      ...(name === undefined ? {} : { targetRef: { kind: 'Pod', name } }),
    })),
  };
}

test("the first time of each step of a pod's life is kept", () => {
  const recording = emptyRecording();
  observePod(recording, workloads, pod(), 10, false);
  observePod(recording, workloads, pod({ node: 'n' }), 20, false);
  observePod(recording, workloads, pod({ node: 'n', running: true }), 25, false);
  observePod(recording, workloads, pod({ node: 'n', running: true, ready: true }), 30, false);
  observeEndpoints(recording, workloads, [slice('api-service', { pod: 'api-1', ready: false })], 31);
  observeEndpoints(recording, workloads, [slice('api-service', { pod: 'api-1', ready: true })], 32);
  observeEndpoints(recording, workloads, [slice('api-service', { pod: 'api-1', ready: true })], 33);
  observePod(recording, workloads, pod({ node: 'n', running: true, ready: true }), 40, false);
  observePod(recording, workloads, pod({ node: 'n', deleting: true }), 50, false);
  observePodGone(recording, pod(), 60);
  expect(recording.pods).toEqual([
    {
      ...{ name: 'api-1', workload: 'api', initial: false },
      ...{ createdAt: 10, scheduledAt: 20, startedAt: 25, readyAt: 30, servingAt: 32, deletingAt: 50, goneAt: 60 },
    },
  ]);
});

test('a pod that was there before is told from a new one', () => {
  const recording = emptyRecording();
  const old = pod({ node: 'n', ready: true });
  observePod(recording, workloads, { ...old, metadata: { ...old.metadata, creationTimestamp: new Date(3) } }, 10, true);
  expect(recording.pods).toMatchObject([{ initial: true, createdAt: 3, readyAt: 10 }]);
});

test('objects of others in the namespace are passed over', () => {
  const recording = emptyRecording();
  observePod(recording, workloads, pod({}, 'debug'), 10, false);
  observeAutoscaler(recording, workloads, { metadata: { name: 'debug' }, spec: {} } as never, 10);
  expect(recording).toEqual(emptyRecording());
});

test('an autoscaler that reads no metric is not one that reads 0 %', () => {
  const hpa = (currentMetrics: unknown): V2HorizontalPodAutoscaler =>
    ({ metadata: { name: 'api' }, status: { desiredReplicas: 2, currentReplicas: 2, currentMetrics } }) as never;
  const recording = emptyRecording();
  const cpu = { resource: { name: 'cpu', current: { averageUtilization: 0 } } };
  observeAutoscaler(recording, workloads, hpa(undefined), 10);
  observeAutoscaler(recording, workloads, hpa([cpu]), 20);
  expect(recording.autoscalers.map(({ utilisationPercent }) => utilisationPercent)).toEqual([null, 0]);
});

test("ready endpoints are counted over all slices of the workload's Service, and recorded when they change", () => {
  const ready = { ready: true };
  const recording = emptyRecording();
  observeEndpoints(recording, workloads, [slice('api-service', ready, { ready: false }), slice('other', ready)], 10);
  observeEndpoints(recording, workloads, [slice('api-service', ready), slice('api-service', { ready: false })], 20);
  observeEndpoints(recording, workloads, [slice('api-service', ready), slice('api-service', ready)], 30);
  expect(recording.endpoints).toEqual([
    { at: 10, workload: 'api', ready: 1 },
    { at: 30, workload: 'api', ready: 2 },
  ]);
});

test("a pod's CPU is the sum of its containers', read once per window, by this clock", () => {
  const metric = (timestamp: string): PodMetric => ({
    metadata: { name: 'api-1', namespace: 'local', selfLink: '', creationTimestamp: '' },
    timestamp,
    window: '15s',
    containers: ['30m', '5000000n'].map((cpu, index) => ({ name: `${index}`, usage: { cpu, memory: '1Mi' } })),
  });
  const recording = emptyRecording();
  observePod(recording, workloads, pod(), 0, true);
  for (const timestamp of ['1970-01-01T00:01:00Z', '1970-01-01T00:01:00Z', '1970-01-01T00:01:15Z']) {
    observeCpu(recording, workloads, [metric(timestamp)], 2_000);
  }
  expect(recording.cpu).toEqual([
    { at: 58_000, windowSeconds: 15, workload: 'api', pod: 'api-1', millicores: 35 },
    { at: 73_000, windowSeconds: 15, workload: 'api', pod: 'api-1', millicores: 35 },
  ]);
});

test("a difference that the date's cut to the second can explain is no difference of clocks", () => {
  const date = 'Sun, 22 Nov 2026 12:00:00 GMT';
  const here = Date.parse(date);
  expect(clockAhead(date, here + 990)).toBe(0);
  expect(clockAhead(date, here - 400)).toBe(0);
  expect(clockAhead(date, here - 10_000)).toBe(10_500);
  expect(clockAhead(undefined, here)).toBe(0);
});

test('rest is the minimum of pods, all ready, and an autoscaler that sees them', () => {
  const recording = emptyRecording();
  expect(unrest(stateOf(recording, 'api'), 1)).toContain('no autoscaler');
  recording.autoscalers.push({ at: 0, workload: 'api', desired: 1, current: 1, utilisationPercent: null });
  expect(unrest(stateOf(recording, 'api'), 1)).toContain('no CPU metric');
  recording.autoscalers.push({ at: 1, workload: 'api', desired: 1, current: 1, utilisationPercent: 5 });
  expect(unrest(stateOf(recording, 'api'), 1)).toContain('0 pods');
  observePod(recording, workloads, pod({ node: 'n' }), 2, false);
  expect(unrest(stateOf(recording, 'api'), 1)).toContain('0 ready');
  recording.endpoints.push({ at: 3, workload: 'api', ready: 1 });
  expect(unrest(stateOf(recording, 'api'), 1)).toBeUndefined();
  recording.autoscalers.push({ at: 4, workload: 'api', desired: 3, current: 1, utilisationPercent: 90 });
  expect(unrest(stateOf(recording, 'api'), 1)).toContain('to have 3');
});
