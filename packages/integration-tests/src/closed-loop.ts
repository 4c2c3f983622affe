import { EventEmitter, once } from 'node:events';
import { Agent, type IncomingMessage, get } from 'node:http';
import { text } from 'node:stream/consumers';

/** What became of one request. */
export interface Outcome {
  /** The status, or the error's code where no whole answer came. */
  readonly result: number | string;
  /** The pod that answered. */
  readonly servedBy: string | undefined;
}

export function isLost({ result }: Outcome): boolean {
  return result !== 200;
}

/**
 * Callers that each ask again as soon as they have their answer; nothing is tried twice. Half of them keep their
 * connection, as services do, and half connect anew for each request, as browsers and probes do.
 */
export class ClosedLoop implements AsyncDisposable {
  /** All until now. */
  readonly outcomes: Outcome[] = [];
  private readonly progress = new EventEmitter();
  private readonly agents = [new Agent({ keepAlive: true }), new Agent({ keepAlive: false })];
  private readonly callers: readonly Promise<void>[];
  private stopped = false;

  constructor(url: string, { callersOfEachKind }: { readonly callersOfEachKind: number }) {
    this.callers = this.agents.flatMap((agent) =>
      Array.from({ length: callersOfEachKind }, () => this.call(url, agent)),
    );
  }

  /** Waits for so many outcomes more, and returns them. */
  async next(count: number): Promise<Outcome[]> {
    const from = this.outcomes.length;
    while (this.outcomes.length < from + count) await once(this.progress, 'outcome');
    return this.outcomes.slice(from);
  }

  /** Waits until a request is lost, unless one has been already. */
  async firstLost(): Promise<Outcome> {
    for (;;) {
      const lost = this.outcomes.find(isLost);
      if (lost) return lost;
      await this.next(1);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.stopped = true;
    for (const agent of this.agents) agent.destroy();
    await Promise.all(this.callers);
  }

  private async call(url: string, agent: Agent): Promise<void> {
    while (!this.stopped) {
      this.outcomes.push(await outcomeOf(url, agent));
      this.progress.emit('outcome');
    }
  }
}

async function outcomeOf(url: string, agent: Agent): Promise<Outcome> {
  const answer = Promise.withResolvers<IncomingMessage>();
  get(url, { agent }, answer.resolve).on('error', answer.reject);
  try {
    const { statusCode = 0, headers } = await answer.promise.then(async (message) => {
      await text(message);
      return message;
    });
    return { result: statusCode, servedBy: String(headers['x-served-by']) };
  } catch (error) {
    return { result: (error as NodeJS.ErrnoException).code ?? String(error), servedBy: undefined };
  }
}
