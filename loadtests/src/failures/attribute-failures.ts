import type { RequestRecord } from '../k6-run/request-log.ts';
import { isTimeout } from './is-timeout.ts';

/**
 * What kind of thing happened. `pod-goes`: told to go, or killed; `endpoint-lost`: no more requests are sent to it;
 * `node`: something befell a whole node; `done`: what a drill did.
 */
export type ClusterEventKind =
  | 'pod-created'
  | 'pod-ready'
  | 'pod-goes'
  | 'pod-gone'
  | 'endpoint-lost'
  | 'endpoint-won'
  | 'autoscaler'
  | 'node'
  | 'done';

/** What happened in the cluster at one time, as far as it may be why a request failed. */
export interface ClusterEvent {
  /** By `clock.ts`, in milliseconds. */
  readonly at: number;
  readonly kind: ClusterEventKind;
  /** e.g. `pod api-7c9d8f6b5-bx2 was told to go`. */
  readonly text: string;
}

/** A request that failed, and the event that is nearest to it in time. */
export interface AttributedFailure {
  /** When the request was begun, by `clock.ts`, in milliseconds. */
  readonly startedAt: number;
  /** k6's error code, e.g. `1220`; empty where there is none. */
  readonly errorCode: string;
  /** Null where nothing happened near it. */
  readonly event: ClusterEvent | null;
  /** From the event until the request failed, in seconds; negative where the event came after. Null without an event. */
  readonly secondsAfterEvent: number | null;
}

/** An event further back has nothing to do with it: longer than a pod takes to go (its grace period, 20 s locally). */
const windowMs = 30_000;

/** What is recorded as later than its effect may still be the cause: a watch brings the news a moment after. */
const lateNewsMs = 2_000;

/**
 * Joins each failed request to a cluster event. The rule: of the events at most 30 s before the request failed, and 2 s
 * after, those count that can cause its error code; of these the nearest one, where an event during the request is as near
 * as can be, and the later of two that are as near. Where none can cause it, the nearest of any kind.
 */
export function attributeFailures(
  requests: readonly RequestRecord[],
  events: readonly ClusterEvent[],
): AttributedFailure[] {
  return requests
    .filter(({ failed }) => failed)
    .map((request) => {
      const near = events.filter(({ at }) => at >= request.endedAt - windowMs && at <= request.endedAt + lateNewsMs);
      const able = near.filter(({ kind }) => canCause(kind, request.errorCode));
      const event = nearest(request, able) ?? nearest(request, near) ?? null;
      const { startedAt, endedAt, errorCode } = request;
      return { startedAt, errorCode, event, secondsAfterEvent: event && (endedAt - event.at) / 1000 };
    });
}

/**
 * Whether an event of that kind may be why a request ended with that code
 * (https://grafana.com/docs/k6/latest/javascript-api/error-codes/): a pod that comes breaks no connection, but takes CPU
 * time from the others, which shows as a timeout; one that is sent requests before it listens refuses them (1212), or the
 * api answers for it with a status (15xx).
 */
function canCause(kind: ClusterEventKind, errorCode: string): boolean {
  const slow = isTimeout(errorCode);
  if (kind === 'pod-created' || kind === 'autoscaler') return slow;
  if (kind === 'pod-ready' || kind === 'endpoint-won')
    return slow || errorCode === '1212' || errorCode.startsWith('15');
  return true;
}

function nearest(request: RequestRecord, events: readonly ClusterEvent[]): ClusterEvent | undefined {
  const byDistance = events.toSorted((a, b) => distance(request, a) - distance(request, b) || b.at - a.at);
  return byDistance[0];
}

/** Of an event from the time in which the request was under way, in milliseconds. */
function distance({ startedAt, endedAt }: RequestRecord, { at }: ClusterEvent): number {
  return Math.max(0, startedAt - at, at - endedAt);
}
