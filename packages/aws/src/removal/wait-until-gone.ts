import { setTimeout as sleep } from 'node:timers/promises';
import type { Progress } from '@eks-practice/machine/progress';

/** How something is waited for. */
export interface Waiting {
  readonly progress: Progress;
  /** Ends the wait. */
  readonly signal: AbortSignal;
  /** @default {@link defaultPace} */
  readonly pace?: Pace;
}

export interface Pace {
  /** Between one look and the next, in seconds. */
  readonly everySeconds: number;
  /** For how long at most, in seconds. */
  readonly atMostSeconds: number;
}

/**
 * A network load balancer's network interfaces were seen to stay for some minutes; AWS names no bound. What is asked in a
 * look is free, but shared with the account's other users by its rate limits.
 */
const defaultPace: Pace = { everySeconds: 5, atMostSeconds: 15 * 60 };

/**
 * Looks again and again, until a look finds nothing left to wait for.
 * @param look what is left, in a few words; undefined when nothing is
 * @param inVain the error for what is left when the time is over
 */
export async function waitUntilGone(
  { progress, signal, pace = defaultPace }: Waiting,
  look: () => Promise<string | undefined>,
  inVain: (left: string, minutes: number) => Error,
): Promise<void> {
  const deadline = Date.now() + pace.atMostSeconds * 1000;
  for (;;) {
    signal.throwIfAborted();
    const left = await look();
    if (left === undefined) return;
    if (Date.now() >= deadline) throw inVain(left, Math.round(pace.atMostSeconds / 60));
    progress(`waiting for ${left}`);
    await sleep(pace.everySeconds * 1000, undefined, { signal });
  }
}
