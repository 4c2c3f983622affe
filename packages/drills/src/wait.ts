import { setTimeout as delay } from 'node:timers/promises';
import { now } from '@eks-practice/loadtests/clock';
import { RunInvalid } from '@eks-practice/loadtests/run-invalid';
import type { DrillContext } from './drill.ts';

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

/**
 * Looks again and again until nothing is missing, and tells what still is.
 * @param look what is missing, a phrase each; what it throws ends the wait
 * @param within at most so many seconds
 * @throws {RunInvalid} where that takes too long, with what is missing; the signal's reason
 */
export async function untilNothingMissing(
  { progress, signal }: Pick<DrillContext, 'progress' | 'signal'>,
  within: number,
  look: () => Promise<readonly string[]>,
): Promise<void> {
  const from = now();
  for (;;) {
    signal.throwIfAborted();
    const missing = await look();
    if (missing.length === 0) return;
    if (now() - from > within * 1_000) throw new RunInvalid(`After ${within} s still ${missing.join('; ')}.`);
    progress(`waiting: ${missing.join('; ')}`);
    await delay(everyMs, undefined, { signal });
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
