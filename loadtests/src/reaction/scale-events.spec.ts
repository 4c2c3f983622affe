import { expect, test } from '@jest/globals';
import { type PodLife, type Recording, emptyRecording } from '../recorder/recording.ts';
import { raises, scaleEvents } from './scale-events.ts';

const stepAt = 1_000_000;
const at = (seconds: number): number => stepAt + seconds * 1000;

function pod(name: string, from: number, over: Partial<PodLife> = {}): PodLife {
  return {
    ...{ name, workload: 'api', initial: false, createdAt: at(from), scheduledAt: at(from + 0.1) },
    ...{ startedAt: at(from + 1), readyAt: at(from + 2), servingAt: at(from + 2.1), deletingAt: null, goneAt: null },
    ...over,
  };
}

function recording(desired: readonly (readonly [number, number])[], pods: readonly PodLife[]): Recording {
  const into = emptyRecording();
  for (const [seconds, replicas] of desired) {
    into.autoscalers.push({ at: at(seconds), workload: 'api', desired: replicas, current: 2, utilisationPercent: 50 });
  }
  into.pods.push(...pods);
  return into;
}

const thresholdMillicores = 40;

test('a scale-out is told link by link, and each pod goes to the decision that made it', () => {
  const pods = [pod('old', -100, { initial: true }), pod('first', 31.1), pod('second', 46.1), pod('third', 46.2)];
  const seen = recording(
    [
      [-60, 2],
      [31, 3],
      [46, 5],
      [90, 3],
    ],
    pods,
  );
  const cpu = { windowSeconds: 15, workload: 'api', pod: 'old' };
  seen.cpu.push(
    { ...cpu, at: at(-5), millicores: 90 },
    { ...cpu, at: at(8), millicores: 30 },
    { ...cpu, at: at(20), millicores: 60 },
    { ...cpu, at: at(28), millicores: 80 },
  );
  const served = new Map([['first', at(33.5)]]);
  const options = { recording: seen, workload: 'api', stepAt, thresholdMillicores, served };
  expect(scaleEvents(options)).toEqual([
    {
      ...{ from: 2, to: 3, windowBegan: 5, metricCrossed: 20, decided: 31 },
      pods: [
        {
          ...{ name: 'first', created: 31.1, scheduled: 31.2, started: 32.1 },
          ...{ ready: 33.1, inEndpoints: 33.2, firstRequest: 33.5 },
        },
      ],
    },
    {
      ...{ from: 3, to: 5, windowBegan: null, metricCrossed: null, decided: 46 },
      pods: [
        expect.objectContaining({ name: 'second', firstRequest: null }),
        expect.objectContaining({ name: 'third', created: 46.2 }),
      ],
    },
  ]);
});

test('what is heard of late must have happened by when its consequence is heard of', () => {
  // The status tells of the decision after the pod was seen, and the watch of endpoints after the first answer.
  const seen = recording(
    [
      [-60, 2],
      [31.4, 3],
    ],
    [pod('first', 31.1)],
  );
  const served = new Map([['first', at(32.5)]]);
  const [event] = scaleEvents({ recording: seen, workload: 'api', stepAt, thresholdMillicores, served });
  expect(event).toMatchObject({ decided: 31.1, metricCrossed: null });
  expect(event?.pods).toEqual([
    {
      ...{ name: 'first', created: 31.1, scheduled: 31.2, started: 32.1 },
      ...{ ready: 32.5, inEndpoints: 32.5, firstRequest: 32.5 },
    },
  ]);
});

test('a step that was not seen is null, and the others stay', () => {
  const unready = { startedAt: null, readyAt: null, servingAt: null };
  const seen = recording(
    [
      [-60, 2],
      [31, 4],
    ],
    [pod('first', 31.1, unready)],
  );
  const [event] = scaleEvents({ recording: seen, workload: 'api', stepAt, thresholdMillicores, served: new Map() });
  expect(event?.pods).toEqual([
    {
      ...{ name: 'first', created: 31.1, scheduled: 31.2 },
      ...{ started: null, ready: null, inEndpoints: null, firstRequest: null },
    },
  ]);
});

test("decisions before the load step, to scale in, and of others are not this one's", () => {
  const seen = recording(
    [
      [-60, 2],
      [-20, 3],
      [10, 2],
      [30, 2],
    ],
    [pod('first', -19)],
  );
  seen.autoscalers.push({ at: at(40), workload: 'user-api', desired: 5, current: 2, utilisationPercent: 90 });
  expect(raises(seen, 'api', stepAt)).toEqual([]);
});
