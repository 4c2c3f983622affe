import { setTimeout as delay } from 'node:timers/promises';

export interface WaitOptions {
  readonly seconds: number;
  readonly signal?: AbortSignal | undefined;
  /** @default 500 */
  readonly everyMs?: number;
}

/**
 * Asks again and again until there is an answer.
 * @returns the answer; undefined where there was none within the time
 * @throws the signal's reason, once it is aborted
 */
export async function waitUntil<T>(answer: () => T | undefined, options: WaitOptions): Promise<T | undefined> {
  const deadline = performance.now() + options.seconds * 1000;
  for (;;) {
    options.signal?.throwIfAborted();
    const found = answer();
    if (found !== undefined || performance.now() >= deadline) return found;
    // An abort ends the wait at once; its reason is thrown above.
    await delay(options.everyMs ?? 500, undefined, options.signal ? { signal: options.signal } : {}).catch(
      () => undefined,
    );
  }
}
