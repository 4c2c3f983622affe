import { setTimeout as sleep } from 'node:timers/promises';

/** In milliseconds: short, because the developer waits for it, and the service is on this machine. */
const interval = 50;

/**
 * Asks a service's readiness until it takes requests.
 * @returns false where the signal came first
 */
export async function untilReady(adminPort: number, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    const answer = await fetch(`http://127.0.0.1:${adminPort}/readyz`, { signal }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return !signal.aborted;
    await sleep(interval, undefined, { signal }).catch(() => undefined);
  }
  return false;
}
