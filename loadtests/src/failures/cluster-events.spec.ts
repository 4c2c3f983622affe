import { expect, test } from '@jest/globals';
import type { PodLife } from '../recorder/recording.ts';
import { clusterEvents } from './cluster-events.ts';

const life: Omit<PodLife, 'name' | 'initial'> = {
  ...{
    workload: 'api',
    createdAt: 100,
    scheduledAt: 110,
    startedAt: 200,
    readyAt: 300,
    servingAt: 310,
    deletingAt: 800,
    goneAt: 900,
  },
};
const nothing = { pods: [], endpoints: [], autoscalers: [] };

test('each step of a pod is an event, but not that one had come before the recording', () => {
  const pods = [
    { ...life, name: 'old', initial: true, deletingAt: 400, goneAt: null },
    { ...life, name: 'new', initial: false },
  ];
  expect(clusterEvents({ ...nothing, pods }).map(({ at, kind, text }) => [at, kind, text])).toEqual([
    [100, 'pod-created', 'pod new was created'],
    [300, 'pod-ready', 'pod new became ready'],
    [400, 'pod-goes', 'pod old was told to go'],
    [800, 'pod-goes', 'pod new was told to go'],
    [900, 'pod-gone', 'pod new was gone'],
  ]);
});

test("a change of a workload's endpoints is an event, and another workload's figures are not its own", () => {
  const sample = (at: number, workload: string, ready: number) => ({ at, workload, ready });
  const endpoints = [sample(1, 'api', 2), sample(2, 'user-api', 5), sample(3, 'api', 1), sample(4, 'api', 2)];
  expect(clusterEvents({ ...nothing, endpoints })).toEqual([
    { at: 3, kind: 'endpoint-lost', text: 'api went from 2 endpoints to 1' },
    { at: 4, kind: 'endpoint-won', text: 'api went from 1 endpoints to 2' },
  ]);
});

test('an autoscaler that decides anew is an event, one that only looks is not', () => {
  const sample = (at: number, desired: number) => ({
    at,
    workload: 'api',
    desired,
    current: 2,
    utilisationPercent: 50,
  });
  const autoscalers = [sample(1, 2), sample(2, 2), sample(3, 4)];
  expect(clusterEvents({ ...nothing, autoscalers })).toEqual([
    { at: 3, kind: 'autoscaler', text: 'api was to go from 2 pods to 4' },
  ]);
});
