import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { now } from '@eks-practice/loadtests/clock';
import { entryService } from '@eks-practice/loadtests/entry-service';
import { startRecorder } from '@eks-practice/loadtests/recorder/recorder';
import type { PodLife, Recording } from '@eks-practice/loadtests/recorder/recording';
import { CoreV1Api } from '@kubernetes/client-node';
import type { Drill, DrillContext, DrillOutcome } from '../drill.ts';
import { podsOf, untilRolledOut } from '../rollout.ts';
import { callee } from '../watching/call.ts';
import { isReady } from '../watching/pod-changes.ts';
import { judged } from '../watching/judged.ts';
import { shiftedApi } from '../breaking/shifted-api.ts';
import { secondsUntil } from '../wait.ts';

const aheadMs = 60_000;

export interface ClockSeen {
  /** How far the recorder found the cluster's clock to be ahead, in milliseconds. */
  readonly foundAheadMs: number;
  /** When the recording began and ended, by `clock.ts`, in milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly recording: Pick<Recording, 'cpu' | 'pods'>;
  /** The pod that came meanwhile. */
  readonly newPod: PodLife | undefined;
}

export const lateClock: Drill = {
  name: 'late-clock',
  summary: `The recorder's clock is a minute late: every time that the cluster tells is ${aheadMs / 1_000} s ahead of it.`,
  should: 'The recorder notices, and all that it records is stamped by its own clock: nothing is in the future.',
  seconds: 45,
  run: async (context) => judgeClock(await recordedLate(context)),
};

async function recordedLate(context: DrillContext): Promise<ClockSeen> {
  const { config, directory, progress, signal, stage, url } = context;
  // A pod that is younger than the clocks differ: by the cluster's time it is made in the future.
  await replaceOne(context);
  await untilRolledOut(context);
  await using api = await shiftedApi(config, aheadMs);
  const kubeconfigPath = path.join(directory, 'shifted.json');
  await writeFile(kubeconfigPath, api.kubeconfig);
  const from = now();
  const recorder = await startRecorder({ service: entryService, url, kubeconfigPath, stage });
  const { cluster, recording } = recorder;
  try {
    const before = recording.pods.map(({ name }) => name);
    progress(`replacing a pod of ${callee.name}, and waiting for the CPU of others to be measured`);
    await replaceOne(context);
    const newPod = () => recording.pods.find((pod) => !before.includes(pod.name));
    await secondsUntil(() => recording.cpu.length > 0 && (newPod()?.readyAt ?? null) !== null, 60, signal);
    return { foundAheadMs: cluster.aheadMs, from, to: now(), recording, newPod: newPod() };
  } finally {
    await recorder.stop();
    await untilRolledOut(context);
  }
}

async function replaceOne(context: DrillContext): Promise<void> {
  const { config, stage } = context;
  const [pod] = (await podsOf(context, callee.name)).filter(isReady);
  const name = pod?.metadata?.name ?? '';
  await config.makeApiClient(CoreV1Api).deleteNamespacedPod({ name, namespace: stage.name });
}

/** An HTTP date is cut to the second, and the answer takes a moment. In milliseconds. */
const dateMs = 1_500;

/** A sample that is read at once may be as old as metrics-server's round and window. In milliseconds. */
const oldestSampleMs = 90_000;

export function judgeClock({ foundAheadMs, from, to, recording, newPod }: ClockSeen): DrillOutcome {
  const samples = recording.cpu.map(({ at }) => at);
  const lives = recording.pods.flatMap(({ createdAt, readyAt }) => [createdAt, readyAt ?? createdAt]);
  const future = [...samples, ...lives].filter((at) => at > to + dateMs);
  const old = samples.filter((at) => at < from - oldestSampleMs);
  const did =
    `The recorder found the cluster's clock ${(foundAheadMs / 1_000).toFixed(1)} s ahead; of ${samples.length} CPU samples ` +
    `and ${recording.pods.length} pods ${future.length} times were in the future.`;
  return judged(did, [
    ...(Math.abs(foundAheadMs - aheadMs) > dateMs ? [`It is ${aheadMs / 1_000} s ahead.`] : []),
    ...(future.length > 0 ? ['No time may be in the future.'] : []),
    ...(old.length > 0 ? [`${old.length} samples are older than they can be.`] : []),
    ...(samples.length === 0 ? ['No sample was seen, so that nothing was shown.'] : []),
    ...(newPod && newPod.createdAt >= from && (newPod.readyAt ?? 0) > newPod.createdAt
      ? []
      : ["The new pod's times are not in order."]),
  ]);
}
