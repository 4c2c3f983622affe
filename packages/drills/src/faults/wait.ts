import { setTimeout as delay } from 'node:timers/promises';
import { now } from '@eks-practice/loadtests/clock';

const everyMs = 250;

/**
 * Looks again and again until it is so. A look that fails, as while the Kubernetes API is away, counts as not yet.
 * @returns after how many seconds it was; undefined where it was not in time
 * @throws the signal's reason, once it is aborted
 */
export async function secondsUntil(
  look: () => Promise<boolean> | boolean,
  within: number,
  signal?: AbortSignal,
): Promise<number | undefined> {
  const from = now();
  for (;;) {
    signal?.throwIfAborted();
    if (await Promise.resolve(look()).catch(() => false)) return (now() - from) / 1_000;
    if (now() - from > within * 1_000) return undefined;
    await delay(everyMs);
  }
}

/** @throws the signal's reason, once it is aborted */
export async function pause(seconds: number, signal: AbortSignal): Promise<void> {
  await delay(seconds * 1_000, undefined, { signal });
}

/** e.g. `4.2 s`, or `not at all`. */
export function secondsText(seconds: number | undefined): string {
  return seconds === undefined ? 'not at all' : `${seconds.toFixed(1)} s`;
}
