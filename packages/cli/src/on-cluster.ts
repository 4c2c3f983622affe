import { withClusterLock } from './cluster-lock.ts';
import type { LocalTarget } from './local-target.ts';
import { untilStopSignal } from './stop-signal.ts';

/**
 * Runs a verb that works on the stage's cluster: one process at a time, and until a signal ends it.
 * @param verb what it is, e.g. `deploy`, for those that wait
 * @throws {UserError} `interrupted` or `lock-lost`
 */
export async function onCluster<T>(
  verb: string,
  { cluster }: LocalTarget,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const signal = untilStopSignal();
  let last = '';
  const progress = (news: string): void => {
    // On standard error, since it is no part of the result; and once.
    if (news !== last) console.error(news);
    last = news;
  };
  return withClusterLock({ cluster: cluster.name, verb, signal, progress }, () => work(signal));
}
