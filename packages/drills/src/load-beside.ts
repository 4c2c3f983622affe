import { setTimeout as sleep } from 'node:timers/promises';
import { now } from '@eks-practice/loadtests/clock';
import { entryService } from '@eks-practice/loadtests/entry-service';
import { type ClusterEvent, attributeFailures } from '@eks-practice/loadtests/failures/attribute-failures';
import { clusterEvents } from '@eks-practice/loadtests/failures/cluster-events';
import type { RequestRecord } from '@eks-practice/loadtests/k6-run/request-log';
import { startRecorder } from '@eks-practice/loadtests/recorder/recorder';
import type { Recording } from '@eks-practice/loadtests/recorder/recording';
import type { DrillLoad } from '@eks-practice/loadtests/report/drill-result';
import { RunInvalid } from '@eks-practice/loadtests/run-invalid';
import { type LoadSummary, type SteadyLoad, startLoad } from '@eks-practice/loadtests/steady-load';
import { machineSaturation } from '@eks-practice/loadtests/verdict/saturation';
import type { DrillContext } from './drill.ts';

/** One of the loads that run side by side. */
export interface LoadOf {
  readonly connections: 'reused' | 'new';
  readonly ratePerSecond: number;
}

/**
 * Users of both kinds. Together they cost two pods less CPU than their autoscaler's target on most machines, and a pod that
 * refuses its share for a quarter of a second still shows.
 */
export const bothKinds: readonly LoadOf[] = [
  { connections: 'new', ratePerSecond: 20 },
  { connections: 'reused', ratePerSecond: 20 },
];

/** What the work under load can say and see. */
export interface Meanwhile {
  /** What has been seen of the stage by now; filled as things happen. */
  readonly recording: Recording;
  /** Notes what the drill has just done, for failures to be attributed to. */
  readonly note: (text: string, kind?: 'done' | 'node') => ClusterEvent;
}

/** What was seen while the work was done. */
export interface Beside<T> {
  /** What the work came to. */
  readonly result: T;
  readonly loads: readonly DrillLoad[];
  /** Every request of all loads, in the order in which they began. */
  readonly requests: readonly RequestRecord[];
  readonly recording: Recording;
  /** What happened, and what the drill noted, in the order of time. */
  readonly events: readonly ClusterEvent[];
  /** Says that this machine had no CPU time left for most of it; undefined where it had. */
  readonly starved: string | undefined;
}

/** Longer than a request may take (5 s), so that each one that the work had an effect on has come to its end. In seconds. */
const settleSeconds = 6;

/** A load that gets no answer within this time from a stage at rest says nothing, in seconds. */
const firstAnswerSeconds = 20;

/**
 * Does work on the stage while loads of both kinds run, and watches the cluster by the same clock, until each request that
 * the work had an effect on has come to its end.
 * @throws {RunInvalid} where the load generator broke off; what the work throws; the signal's reason
 */
export async function loadBeside<T>(
  context: DrillContext,
  kinds: readonly LoadOf[],
  work: (meanwhile: Meanwhile) => Promise<T>,
): Promise<Beside<T>> {
  const { k6, kubeconfigPath, signal, stage, url } = context;
  const recorder = await startRecorder({ service: entryService, url, kubeconfigPath, stage });
  const { recording } = recorder;
  const noted: ClusterEvent[] = [];
  const started: SteadyLoad[] = [];
  try {
    for (const kind of kinds) started.push(await startLoad({ k6, url, signal, ...kind }));
    await untilAnswered(started, signal);
    const from = now();
    const result = await work({
      recording,
      note: (text, kind = 'done') => {
        const event = { at: now(), kind, text };
        noted.push(event);
        return event;
      },
    });
    await sleep(settleSeconds * 1000, undefined, { signal });
    const to = now();
    const summaries = await Promise.all(started.splice(0).map((load) => load.stop()));
    const events = [...clusterEvents(recording), ...noted].sort((a, b) => a.at - b.at);
    return {
      ...{ result, recording, events, starved: machineSaturation(recording, [{ from, to }]) },
      loads: summaries.map((summary, index) => drillLoad(kinds[index]?.connections ?? 'new', summary, events)),
      requests: summaries.flatMap(({ log }) => log).sort((a, b) => a.startedAt - b.startedAt),
    };
  } finally {
    await Promise.allSettled(started.map((load) => load.stop()));
    await recorder.stop();
  }
}

function drillLoad(
  connections: LoadOf['connections'],
  { requests, log }: LoadSummary,
  events: readonly ClusterEvent[],
): DrillLoad {
  return { connections, requests, failures: attributeFailures(log, events) };
}

async function untilAnswered(loads: readonly SteadyLoad[], signal: AbortSignal): Promise<void> {
  for (let waited = 0; loads.some((load) => load.answered() === 0); waited += 0.1) {
    if (waited > firstAnswerSeconds) throw new RunInvalid(`The load got no answer within ${firstAnswerSeconds} s.`);
    await sleep(100, undefined, { signal });
  }
}
