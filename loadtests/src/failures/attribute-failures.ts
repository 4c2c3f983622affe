/** What happened in the cluster at one time, as far as it may be why a request failed. */
export interface ClusterEvent {
  /** By `clock.ts`, in milliseconds. */
  readonly at: number;
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
