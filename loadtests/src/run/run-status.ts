import type { RequestLog } from '../k6-run/request-log.ts';
import { percentile } from '../k6-run/totals.ts';
import type { Recording } from '../recorder/recording.ts';
import { stateOf } from '../recorder/state.ts';

/** How a run stands at one moment. */
export interface RunStatus {
  readonly step: Step;
  /** Since the step began. */
  readonly elapsedSeconds: number;
  /** Undefined where the step sends no load. */
  readonly requests: RequestStatus | undefined;
  /** Ready pods, of those that the autoscaler wants; null before it was seen. */
  readonly workloads: readonly { readonly name: string; readonly ready: number; readonly desired: number | null }[];
}

/** What a run is doing. */
export interface Step {
  readonly name: string;
  readonly seconds: number;
  /** Whether it ends as soon as it has what it waits for, and `seconds` is the longest it may take. */
  readonly atMost: boolean;
}

export interface RequestStatus {
  /** Answered per second, lately. */
  readonly perSecond: number;
  readonly total: number;
  readonly failed: number;
  readonly dropped: number;
  /** Of the latency lately, in milliseconds; null where nothing was answered. */
  readonly p95Ms: number | null;
}

const latelyMs = 5_000;

export interface StatusSource {
  readonly steps: readonly [Step, ...Step[]];
  readonly log: Pick<RequestLog, 'requests' | 'drops' | 'failed'> | undefined;
  /** Of the workloads. */
  readonly names: readonly string[];
  readonly recording: Recording;
  readonly startedAt: number;
}

export function runStatus({ steps, log, names, recording, startedAt }: StatusSource, at: number): RunStatus {
  const phase = log?.requests.at(-1)?.phase;
  const step = steps.find(({ name }) => name === phase) ?? steps[0];
  const since = log?.requests.find((request) => request.phase === step.name)?.startedAt ?? startedAt;
  return {
    step,
    elapsedSeconds: Math.min(step.seconds, Math.max(0, Math.floor((at - since) / 1000))),
    requests: log && requestStatus(log, at),
    workloads: names.map((name) => {
      const { autoscaler, ready } = stateOf(recording, name);
      return { name, ready, desired: autoscaler?.desired ?? null };
    }),
  };
}

function requestStatus({ requests, drops, failed }: NonNullable<StatusSource['log']>, at: number): RequestStatus {
  // What k6 writes is read a moment later; but a target that has fallen silent must not look as if it still answered.
  const last = requests.at(-1)?.endedAt ?? at;
  const until = at - last > 2_000 ? at : last;
  const lately = requests.slice(requests.findLastIndex(({ endedAt }) => endedAt < until - latelyMs) + 1);
  const durations = lately.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
  return {
    perSecond: Math.round((lately.length * 1000) / latelyMs),
    total: requests.length,
    failed,
    dropped: drops.length,
    p95Ms: percentile(durations, 95),
  };
}
