import { temporaryFolder } from '@eks-practice/machine/disk/temporary-folder';
import { loopbackUrl } from './check-target.ts';
import { entryService } from './entry-service.ts';
import type { RequestRecord } from './k6-run/request-log.ts';
import { brokenOff, startK6 } from './k6-run/run-k6.ts';
import { type RequestTotals, errorsByCode, totals } from './k6-run/totals.ts';
import { p95BoundMs } from './profile/bounds.ts';
import { steadyPhase } from './profile/steady-phase.ts';
import { RunInvalid } from './run-invalid.ts';

export interface SteadyLoadOptions {
  /** The executable, from `k6Binary`. */
  readonly k6: string;
  /** The target's base URL; on this machine only. */
  readonly url: string;
  /**
   * The public service that answers there.
   * @default - the first one
   */
  readonly service?: string;
  /**
   * Whether each virtual user keeps its connection, or every request opens its own.
   * @default 'new'
   */
  readonly connections?: 'new' | 'reused';
  /** Requests that start per second; whole. */
  readonly ratePerSecond: number;
  /**
   * Stops the load as `stop` does.
   * @default - only `stop` does, or the load's own end after ten minutes
   */
  readonly signal?: AbortSignal;
}

export interface LoadSummary {
  readonly requests: RequestTotals;
  /** How many requests failed, by k6's error code: 1212 refused, 1220 reset, 1050 timed out, 1503 status 503. */
  readonly errors: Readonly<Record<string, number>>;
  /** Each request, in the order in which they ended. */
  readonly log: readonly RequestRecord[];
}

export interface SteadyLoad {
  /** How many requests have been answered by now, whatever the answer was. */
  answered(): number;
  /**
   * Stops the load, cutting off the requests in flight without counting them.
   * @throws {RunInvalid} where the load had broken off by itself, with what k6 said
   */
  stop(): Promise<LoadSummary>;
}

/** k6's exit codes for an end that was planned: at its duration's end, or by a signal. */
const plannedEnds = [0, 105];

/**
 * Sends requests at a constant rate until it is stopped: traffic for something else under test, such as a rollout.
 * @throws {UserError} `target-not-local` and its like
 * @throws {RangeError} where the rate is out of bounds
 */
export async function startLoad(options: SteadyLoadOptions): Promise<SteadyLoad> {
  const url = loopbackUrl(options.url);
  const folder = await temporaryFolder('load');
  const stopping = new AbortController();
  const { log, outcome } = await startK6({
    k6: options.k6,
    scenario: 'steady',
    name: 'steady',
    settings: {
      url,
      service: options.service ?? entryService,
      connections: options.connections ?? 'new',
      phases: [steadyPhase(options.ratePerSecond)],
      p95BoundMs,
    },
    directory: folder.path,
    signal: options.signal ? AbortSignal.any([options.signal, stopping.signal]) : stopping.signal,
  });
  // Whoever calls `stop` learns how it ended; until then nobody is there to catch an error.
  outcome.catch(() => undefined);
  return {
    answered: () => log.requests.length,
    stop: async () => {
      stopping.abort();
      try {
        const ended = await outcome;
        if (!plannedEnds.includes(ended.exitCode)) throw new RunInvalid(brokenOff(ended));
        return { requests: totals(log), errors: errorsByCode(log.requests), log: log.requests };
      } finally {
        await folder[Symbol.asyncDispose]();
      }
    },
  };
}
