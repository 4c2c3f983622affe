import { constants } from 'node:os';
import { UserError } from '@eks-practice/errors/user-error';

/** What a user or a system says to end a process. */
export const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export type StopSignal = (typeof stopSignals)[number];

export interface InterruptedWork {
  /** What was being done, by its title. */
  readonly during: string;
  /** What that leaves, as a sentence. */
  readonly leaves: string;
  /** What goes on from there, e.g. `npx eks-practice deploy`. */
  readonly goOn: string;
}

/** The end of work that a signal asked for: nobody's mistake, but no success either. */
export class Interrupted extends UserError {
  readonly signal: StopSignal;

  /** @param work what was interrupted; default: nothing that leaves anything */
  constructor(signal: StopSignal, work?: InterruptedWork) {
    super(work ? `Interrupted at the step "${work.during}". ${work.leaves}` : 'Interrupted.', {
      code: 'interrupted',
      remedy: work ? `To go on from there: ${work.goOn}` : 'The same command can be run again.',
    });
    this.signal = signal;
  }

  /** As a shell reports a process that a signal ended. */
  get exitCode(): number {
    return 128 + constants.signals[this.signal];
  }

  /** The same, with what was interrupted. */
  at(work: InterruptedWork): Interrupted {
    return new Interrupted(this.signal, work);
  }
}
