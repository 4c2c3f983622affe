import { constants } from 'node:os';

export type StopSignal = 'SIGTERM' | 'SIGINT';

/** The part of `process` that is needed. */
export interface SignalledProcess {
  on(signal: StopSignal, listener: () => void): unknown;
  exit(code: number): void;
}

/**
 * Runs `stop` at the first SIGTERM or SIGINT and exits with the code that it settles with. A second signal exits at
 * once, with 128 plus its number as shells have it: whoever sends two does not want to wait.
 */
export function onStopSignal(process: SignalledProcess, stop: (signal: StopSignal) => Promise<number>): void {
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) {
        process.exit(128 + constants.signals[signal]);
        return;
      }
      stopping = true;
      void stop(signal).then((code) => process.exit(code));
    });
  }
}
