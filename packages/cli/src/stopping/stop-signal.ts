import { Interrupted, stopSignals } from './interrupted.ts';

/** In milliseconds. npx passes a Ctrl-C on to a process that has had it from the terminal already: one wish, two signals. */
const oneWish = 1000;

/**
 * A signal that aborts at the first Ctrl-C, or other wish that this process end. Whoever asks again does not want to wait,
 * and the process exits at once.
 * @returns one whose reason is an {@link Interrupted}
 */
export function untilStopSignal(): AbortSignal {
  const stop = new AbortController();
  let askedAt: number | undefined;
  for (const name of stopSignals) {
    process.on(name, () => {
      askedAt ??= Date.now();
      const interrupted = new Interrupted(name);
      if (Date.now() - askedAt > oneWish) process.exit(interrupted.exitCode);
      stop.abort(interrupted);
    });
  }
  return stop.signal;
}
