import type { Caller } from '../http/caller.ts';

/** Why a call was given up. */
export type GivenUp = 'deadline' | 'caller-left';

/**
 * Ends a call at its deadline, or when its caller leaves. Dispose of it with `using`. It has one listener, so no `AbortSignal`
 * of its own, which is dear.
 */
export class CallLimit implements Disposable {
  /** Undefined as long as the call may go on. */
  givenUp: GivenUp | undefined;
  private readonly caller: Caller;
  private readonly timer: NodeJS.Timeout;
  private cancelAttempt: (() => void) | undefined;

  constructor(deadlineMs: number, caller: Caller) {
    this.caller = caller;
    this.timer = setTimeout(() => this.giveUp('deadline'), deadlineMs);
    if (caller.hasLeft) this.callerLeft();
    else caller.addListener(this.callerLeft);
  }

  /** @param cancel ends the attempt that is made now, and is called should the call be given up; attempts before are over */
  attempt(cancel: () => void): void {
    this.cancelAttempt = cancel;
  }

  [Symbol.dispose](): void {
    clearTimeout(this.timer);
    this.caller.removeListener(this.callerLeft);
  }

  private readonly callerLeft = (): void => this.giveUp('caller-left');

  private giveUp(why: GivenUp): void {
    this.givenUp ??= why;
    this.cancelAttempt?.();
  }
}
