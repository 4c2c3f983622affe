import { setTimeout as delay } from 'node:timers/promises';
import { failureReason } from '../failure-reason.ts';
import { RunInvalid } from '../run-invalid.ts';

const attempts = 5;

/**
 * Sees whether anything answers there, whatever it answers.
 * @throws {RunInvalid} where nothing does
 */
export async function probeTarget(url: string, signal: AbortSignal | undefined): Promise<void> {
  let cause: unknown;
  for (let attempt = 0; attempt < attempts; attempt++) {
    signal?.throwIfAborted();
    try {
      const response = await fetch(`${url}/users`, {
        headers: { connection: 'close' },
        redirect: 'manual',
        signal: AbortSignal.timeout(3_000),
      });
      await response.body?.cancel();
      return;
    } catch (error) {
      cause = error;
      await delay(1_000);
    }
  }
  throw new RunInvalid(`Nothing answers at ${url}: ${failureReason(cause)}.`);
}
