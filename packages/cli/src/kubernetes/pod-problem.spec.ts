import type { CoreV1Event, V1ContainerStatus, V1Pod } from '@kubernetes/client-node';
import { expect, test } from '@jest/globals';
import { event, podWith, readyPod } from './pod.fixture.ts';
import { podProblem } from './pod-problem.ts';
import type { Problem } from './problem.ts';

interface Row {
  readonly pod: V1Pod;
  readonly events?: readonly CoreV1Event[];
  readonly cause: string;
  /** All that must stand in the reason. */
  readonly says: readonly string[];
  readonly patienceSeconds: number;
  readonly log?: Problem['log'];
}

const waiting = (reason: string, message?: string) => ({ waiting: { reason, ...(message ? { message } : {}) } });
const ended = (exitCode: number, reason = 'Error', message?: string) => ({
  terminated: { exitCode, reason, ...(message ? { message } : {}) },
});
const restarting = (last: V1ContainerStatus['lastState'], restartCount = 2): Partial<V1ContainerStatus> => ({
  restartCount,
  state: waiting('CrashLoopBackOff', 'back-off 20s'),
  ...(last ? { lastState: last } : {}),
});
const unscheduled = (message: string): V1Pod => ({
  metadata: { uid: '1' },
  status: { conditions: [{ type: 'PodScheduled', status: 'False', message }] },
});
const running = { state: { running: {} } };
const previousLog = { container: 'api', previous: true };

const rows: Record<string, Row> = {
  'no room on the nodes': {
    pod: unscheduled('0/1 nodes are available: 1 Insufficient cpu.'),
    cause: 'unschedulable',
    says: ['1 Insufficient cpu'],
    patienceSeconds: 30,
  },
  'an image that the node has not got': {
    pod: podWith({ state: waiting('ErrImageNeverPull', 'not present with pull policy of Never') }),
    cause: 'image',
    says: ['api:1', 'ErrImageNeverPull', 'not present'],
    patienceSeconds: 5,
  },
  'an image that cannot be pulled': {
    pod: podWith({ state: waiting('ImagePullBackOff', 'no such host') }),
    cause: 'image',
    says: ['ImagePullBackOff', 'no such host'],
    patienceSeconds: 30,
  },
  'a missing ConfigMap': {
    pod: podWith({ state: waiting('CreateContainerConfigError', 'configmap "x" not found') }),
    cause: 'config',
    says: ['configmap "x" not found'],
    patienceSeconds: 15,
  },
  'a crash, again and again': {
    pod: podWith(restarting(ended(3))),
    cause: 'crash',
    says: ['exit code 3', 'restarted 2 times'],
    patienceSeconds: 0,
    log: previousLog,
  },
  'a first crash, which may pass': {
    pod: podWith(restarting(ended(3), 1)),
    cause: 'crash',
    says: ['restarted once'],
    patienceSeconds: Infinity,
    log: previousLog,
  },
  'a crash that is being tried again': {
    pod: podWith({ ...running, lastState: ended(3), restartCount: 4 }),
    cause: 'crash',
    says: ['restarted 4 times'],
    patienceSeconds: Infinity,
    log: previousLog,
  },
  'a crash before the restart': {
    pod: podWith({ state: ended(3), restartCount: 2 }),
    cause: 'crash',
    says: ['exit code 3'],
    patienceSeconds: 0,
    log: { container: 'api', previous: false },
  },
  'too much memory': {
    pod: podWith(restarting(ended(137, 'OOMKilled'))),
    cause: 'memory',
    says: ['OOMKilled', 'its limit is 256Mi'],
    patienceSeconds: 0,
    log: previousLog,
  },
  'another architecture': {
    pod: podWith(restarting(ended(128, 'StartError', 'runc create failed: exec format error'))),
    cause: 'architecture',
    says: ['another processor', 'exec format error'],
    patienceSeconds: 0,
    log: previousLog,
  },
  'a command that is not in the image': {
    pod: podWith(restarting(ended(128, 'StartError', 'stat /nope: no such file or directory'))),
    cause: 'start',
    says: ['stat /nope'],
    patienceSeconds: 0,
    log: previousLog,
  },
  'a probe that ended the container, however that took it': {
    pod: podWith(restarting(ended(0, 'Completed'))),
    events: [
      event('Unhealthy', 'Startup probe failed: statuscode: 503'),
      event('Killing', 'Container api failed startup probe, will be restarted'),
    ],
    cause: 'probe',
    says: ['Startup probe failed: statuscode: 503', 'restarted 2 times'],
    patienceSeconds: 0,
    log: previousLog,
  },
  'a probe that fails, by its newest answer': {
    pod: podWith(running),
    events: [
      event('Unhealthy', 'connection refused', new Date(1_000)),
      event('Unhealthy', 'statuscode: 404', new Date(2_000)),
    ],
    cause: 'probe',
    says: ['statuscode: 404'],
    patienceSeconds: 60,
    log: { container: 'api', previous: false },
  },
  'a missing Secret in a volume': {
    pod: podWith({ state: waiting('ContainerCreating') }),
    events: [event('FailedMount', 'MountVolume.SetUp failed for volume "v" : secret "x" not found')],
    cause: 'volume',
    says: ['secret "x" not found'],
    patienceSeconds: 15,
  },
  'no network for the pod': {
    pod: podWith({ state: waiting('ContainerCreating') }),
    events: [event('FailedCreatePodSandBox', 'cni plugin not initialized')],
    cause: 'sandbox',
    says: ['cni plugin not initialized'],
    patienceSeconds: 60,
  },
  'an eviction, after which another pod counts': {
    pod: podWith({}, { phase: 'Failed', reason: 'Evicted', message: 'low on memory' }),
    cause: 'evicted',
    says: ['low on memory'],
    patienceSeconds: Infinity,
  },
  'a start': { pod: podWith(running), cause: 'starting', says: ['it is starting'], patienceSeconds: Infinity },
};

test.each(Object.entries(rows))('%s', (_, { pod, events, cause, says, patienceSeconds, log }) => {
  const problem = podProblem(pod, events);
  expect(problem).toMatchObject({ cause, patienceSeconds });
  for (const words of says) expect(problem?.reason).toContain(words);
  expect(problem?.log).toEqual(log);
});

test('each cause has a remedy of its own', () => {
  const remedies = new Map(
    Object.values(rows).map(({ pod, events, cause }) => [podProblem(pod, events)?.remedy, cause]),
  );
  expect(new Set(remedies.values())).toEqual(new Set(Object.values(rows).map(({ cause }) => cause)));
});

test('events of another pod say nothing of this one', () => {
  const of = (uid: string): CoreV1Event => ({ ...event('Unhealthy', 'statuscode: 404'), involvedObject: { uid } });
  expect(podProblem(podWith(running), [of('2')])?.cause).toBe('starting');
  expect(podProblem(podWith(running), [of('1')])?.cause).toBe('probe');
});

test('a pod that is ready, or was told to go, has nothing to explain', () => {
  expect(podProblem(readyPod)).toBeUndefined();
  expect(podProblem({ metadata: { deletionTimestamp: new Date() } })).toBeUndefined();
});
