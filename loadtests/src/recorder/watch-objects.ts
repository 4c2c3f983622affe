import { type KubeConfig, type KubernetesObject, type ListPromise, ListWatch, Watch } from '@kubernetes/client-node';
import { failureReason } from '../failure-reason.ts';
import { now } from '../clock.ts';
import type { Gap, Recording, Source } from './recording.ts';

const reconnectMs = 1_000;

export interface WatchOptions<T extends KubernetesObject> {
  readonly config: KubeConfig;
  readonly source: Source;
  /** The API path of the list. */
  readonly path: string;
  readonly list: ListPromise<T>;
  /** Called with each object that is new or has changed, and, at the start, with each that is there. */
  readonly onChange: (object: T, all: readonly T[]) => void;
  readonly onGone: (object: T, all: readonly T[]) => void;
  /** Gets a gap for each time that the watch did not stand. */
  readonly recording: Recording;
}

/**
 * Watches the objects of one kind, and takes up a broken watch where it broke off: the API server sends what happened
 * in between, so a gap makes times late but loses no event.
 * @returns what ends the watch
 * @throws whatever the first list or watch threw
 */
export async function watchObjects<T extends KubernetesObject>(options: WatchOptions<T>): Promise<() => Promise<void>> {
  const { config, list, path, recording, source } = options;
  let phase: 'starting' | 'watching' | 'ended' = 'starting';
  let failure: unknown;
  let timer: NodeJS.Timeout | undefined;
  const wait = (then: () => void): void => {
    if (phase !== 'ended') timer = setTimeout(then, reconnectMs);
  };
  // The library waits longer and longer between attempts, up to 30 s: too long to be blind while pods come and go.
  const informer = new ListWatch<T>(path, new Watch(config), list, false, undefined, undefined, {
    delayFn: () => new Promise(wait),
  });
  const openGap = (): Gap | undefined => recording.gaps.findLast((gap) => gap.source === source && gap.to === null);

  const connect = async (): Promise<void> => {
    failure = undefined;
    // This comes back when the watch stands, or after `error` was called.
    await informer.start();
    if (phase === 'ended') await informer.stop();
    const gap = openGap();
    if (failure === undefined && gap) gap.to = now();
  };
  informer.on('error', (error: unknown) => {
    failure = error ?? new Error('the watch broke');
    if (phase !== 'watching') return;
    if (!openGap()) recording.gaps.push({ source, from: now(), to: null, why: failureReason(failure) });
    wait(() => void connect());
  });
  for (const verb of ['add', 'update'] as const) {
    informer.on(verb, (object) => options.onChange(object, informer.list()));
  }
  informer.on('delete', (object) => options.onGone(object, informer.list()));

  await connect();
  if (failure !== undefined) throw failure;
  phase = 'watching';
  return async () => {
    phase = 'ended';
    clearTimeout(timer);
    await informer.stop();
  };
}
