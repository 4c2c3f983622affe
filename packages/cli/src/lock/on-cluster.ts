import { withoutRepeats } from '@eks-practice/machine/progress';
import { withClusterLock } from './cluster-lock.ts';
import type { Held } from './held.ts';
import { untilStopSignal } from '../stopping/stop-signal.ts';

/**
 * Runs a verb that works on the stage's cluster: one process at a time, and until a signal ends it.
 * @param verb what it is, e.g. `deploy`, for those that wait
 * @throws {UserError} `interrupted` or `lock-lost`
 */
export async function onCluster<T>(verb: string, held: Held, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = untilStopSignal();
  // On standard error, since it is no part of the result.
  const progress = withoutRepeats((news) => console.error(news));
  return withClusterLock({ ...held, verb, signal, progress }, () => work(signal));
}
