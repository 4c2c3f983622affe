import { withoutRepeats } from '@eks-practice/machine/progress';
import { withClusterLock } from './cluster-lock.ts';
import { untilStopSignal } from './stop-signal.ts';

/** What one process at a time works on. */
export interface Held {
  readonly cluster: { readonly name: string };
  /**
   * What to call it.
   * @default - the cluster and its name
   */
  readonly what?: string;
}

/**
 * Runs a verb that works on the stage's cluster: one process at a time, and until a signal ends it.
 * @param verb what it is, e.g. `deploy`, for those that wait
 * @throws {UserError} `interrupted` or `lock-lost`
 */
export async function onCluster<T>(
  verb: string,
  { cluster, ...called }: Held,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const signal = untilStopSignal();
  // On standard error, since it is no part of the result.
  const progress = withoutRepeats((news) => console.error(news));
  const what = called.what ?? `the cluster ${cluster.name}`;
  return withClusterLock({ cluster: cluster.name, what, verb, signal, progress }, () => work(signal));
}
