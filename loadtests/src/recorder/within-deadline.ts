import { setTimeout as delay } from 'node:timers/promises';

/**
 * An answer, if it comes in time. One that is late is left to itself.
 * @param ms in milliseconds
 * @throws {Error} where it is late; whatever it throws itself
 */
export async function withinDeadline<T>(answer: Promise<T>, ms: number): Promise<T> {
  const late = new AbortController();
  try {
    return await Promise.race([
      answer,
      delay(ms, undefined, { signal: late.signal }).then(() => {
        throw new Error(`no answer within ${ms / 1000} s`);
      }),
    ]);
  } finally {
    late.abort();
  }
}
