import type { ServerResponse } from 'node:http';

/**
 * Who waits for an answer, and may hang up before it is written. No `AbortSignal`: every request has a caller, and to make a
 * signal and listen to it takes some twenty times the CPU. Nor Fastify's own `request.signal`: it aborts as soon as the
 * request's body has been read.
 */
export class Caller {
  private left: boolean;
  private readonly listeners = new Set<() => void>();

  /** @param response to the caller's request */
  constructor(response: Pick<ServerResponse, 'closed' | 'on' | 'writableFinished'>) {
    this.left = response.closed && !response.writableFinished;
    response.on('close', () => {
      if (response.writableFinished) return;
      this.left = true;
      for (const listener of this.listeners) listener();
    });
  }

  /** Whether it hung up before its answer was written. */
  get hasLeft(): boolean {
    return this.left;
  }

  /** @param listener is called should it leave from now on */
  addListener(listener: () => void): void {
    this.listeners.add(listener);
  }

  removeListener(listener: () => void): void {
    this.listeners.delete(listener);
  }
}
