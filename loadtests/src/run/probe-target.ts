import { setTimeout as delay } from 'node:timers/promises';
import { serviceNamed } from '@eks-practice/catalogue/services';
import { failureReason } from '../failure-reason.ts';
import { RunInvalid } from '../run-invalid.ts';
import type { RunContext } from './run-context.ts';

const attempts = 5;

/** Longer than any deadline of a service's own. */
const patienceMs = 3_000;

/**
 * Sees whether the service answers there. An error that it tells itself is an answer: the load shows what it comes to.
 * @throws {RunInvalid} where nothing answers, or something else does
 */
export async function probeTarget({
  target,
  progress,
  signal,
}: Pick<RunContext, 'target' | 'progress' | 'signal'>): Promise<void> {
  const url = `${target.url}${serviceNamed(target.service).path}`;
  let cause: unknown;
  for (let attempt = 0; attempt < attempts; attempt++) {
    signal?.throwIfAborted();
    if (attempt > 0) await delay(1_000);
    try {
      const deadline = AbortSignal.timeout(patienceMs);
      const response = await fetch(url, {
        headers: { connection: 'close' },
        redirect: 'manual',
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      });
      await response.body?.cancel();
      return requireService(target.service, url, response);
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof RunInvalid) throw error;
      cause = error;
      progress(`waiting: nothing answers at ${url}`);
    }
  }
  const why = isTimeout(cause) ? `it gave no answer within ${patienceMs / 1000} s` : failureReason(cause);
  throw new RunInvalid(`Nothing answers at ${url}: ${why}, ${attempts} times.`);
}

/** The services answer in JSON whatever happens, and know their own path: what does not is no service of this stage. */
function requireService(service: string, url: string, { status, headers }: Response): void {
  const type = headers.get('content-type')?.split(';')[0] ?? 'no content type';
  if (status !== 404 && /^application\/(.+\+)?json$/.test(type)) return;
  throw new RunInvalid(`${url} is not answered by ${service}: status ${status}, ${type}. Does it listen elsewhere?`);
}

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError';
}
