/** Why a call was given up. */
export type GivenUp = 'deadline' | 'caller-left';

/** Ends a call at its deadline, or when its caller leaves: one signal for all of its attempts. Dispose of it with `using`. */
export class CallLimit implements Disposable {
  /** Undefined as long as the call may go on. */
  givenUp: GivenUp | undefined;
  private readonly controller = new AbortController();
  private readonly caller: AbortSignal;
  private readonly timer: NodeJS.Timeout;

  constructor(deadlineMs: number, caller: AbortSignal) {
    this.caller = caller;
    this.timer = setTimeout(() => this.giveUp('deadline'), deadlineMs);
    if (caller.aborted) this.callerLeft();
    else caller.addEventListener('abort', this.callerLeft);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  [Symbol.dispose](): void {
    clearTimeout(this.timer);
    this.caller.removeEventListener('abort', this.callerLeft);
  }

  private readonly callerLeft = (): void => this.giveUp('caller-left');

  private giveUp(why: GivenUp): void {
    this.givenUp ??= why;
    this.controller.abort();
  }
}
