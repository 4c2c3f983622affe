import type { V1Deployment, V1Pod, V1ReplicaSet } from '@kubernetes/client-node';
import { expect, test } from '@jest/globals';
import { podWith } from './pod.fixture.ts';
import { findings } from './workload-state.ts';

const revision = (value: string) => ({ 'deployment.kubernetes.io/revision': value });
const deployment = (message?: string): V1Deployment =>
  ({
    metadata: { name: 'api', uid: 'd', annotations: revision('2') },
    status: {
      conditions: message ? [{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message }] : [],
    },
  }) as V1Deployment;

const replicaSet = (hash: string, of: string): V1ReplicaSet => ({
  metadata: {
    labels: { 'pod-template-hash': hash },
    annotations: revision(of),
    ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'api', uid: 'd' }],
  },
});
const replicaSets = [replicaSet('old', '1'), replicaSet('new', '2')];

const starting = podWith({ state: { running: {} } });
const pod = (name: string, labels: Record<string, string>): V1Pod => ({
  ...starting,
  metadata: { ...starting.metadata, name, labels: { ...starting.metadata.labels, ...labels } },
});

test('only pods of the newest revision and of the workload keep it from being complete', () => {
  const pods = [
    pod('api-old', { 'pod-template-hash': 'old' }),
    pod('api-new', {}),
    pod('other', { 'app.kubernetes.io/name': 'user-api' }),
  ];
  const found = findings(deployment(), { deployments: [], replicaSets, pods, events: [] });
  expect(found.map(({ subject }) => subject)).toEqual(['api-new']);
});

test.each([
  { message: 'pods "api-x" is forbidden: exceeded quota: q, requested: pods=1', cause: 'quota' },
  {
    message: 'pods "api-x" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot',
    cause: 'pod-security',
  },
  { message: 'admission webhook "w" denied the request', cause: 'refused' },
])('pods that are refused are told of by their Deployment: $cause', ({ message, cause }) => {
  const [found] = findings(deployment(message), { deployments: [], replicaSets, pods: [], events: [] });
  expect(found).toMatchObject({ subject: 'api', problem: { cause, reason: expect.stringContaining(message) } });
});
