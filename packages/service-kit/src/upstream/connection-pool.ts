// Services check this file too, by their own tsconfig.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- an import cannot bring types for another module
/// <reference path="./undici-pools.d.ts" />
import type { Dispatcher } from 'undici';
import Pool from 'undici/lib/dispatcher/pool.js';
import RoundRobinPool from 'undici/lib/dispatcher/round-robin-pool.js';
import type { PoolState } from '../metrics/upstream-metrics.ts';
import { rememberingLookup } from './remembering-lookup.ts';
import type { UpstreamOptions } from './upstream-options.ts';

/** More at once would only queue in the upstream instead of here, where the deadline sees it. */
const maxConnections = 64;

/** More than the largest answer that a contract allows, and little enough to hold in memory many times over; in bytes. */
const maxAnswerBytes = 1024 * 1024;

/** What carries a call. */
export type Connections = Pick<Dispatcher, 'dispatch'>;

/** The connections to an upstream. */
export class ConnectionPool {
  /**
   * Kept alive between calls and taken in turn, so that the load spreads over all connections and by them over the
   * upstream's pods: undici's plain pool prefers the first ones. undici drops an idle one two seconds before the
   * upstream's own timeout, as its `Keep-Alive` header says.
   */
  readonly kept: Connections;

  /**
   * A new connection for each call: for a retry, since other kept connections may have gone stale with the first. No
   * limit of its own: who comes here had one of the others before.
   */
  readonly fresh: Connections;

  private readonly pools: readonly [kept: RoundRobinPool, fresh: Pool];

  constructor({ origin, deadlineMs }: Pick<UpstreamOptions, 'origin' | 'deadlineMs'>) {
    const options = {
      maxResponseSize: maxAnswerBytes,
      // Nobody waits longer for it.
      connectTimeout: deadlineMs,
      connect: { lookup: rememberingLookup() },
      // The deadline covers both.
      headersTimeout: 0,
      bodyTimeout: 0,
      // For upstreams that say nothing; in milliseconds.
      keepAliveTimeout: 30_000,
    };
    const kept = new RoundRobinPool(origin, { ...options, connections: maxConnections });
    // Without pipelining, undici asks for the connection to be closed after its answer.
    const fresh = new Pool(origin, { ...options, pipelining: 0 });
    this.pools = [kept, fresh];
    this.kept = kept;
    this.fresh = fresh;
  }

  get state(): PoolState {
    const [kept, fresh] = [this.pools[0].stats, this.pools[1].stats];
    const inUse = kept.running + fresh.running;
    return { inUse, free: kept.free, waiting: kept.size + fresh.size - inUse };
  }

  async close(): Promise<void> {
    await Promise.all(this.pools.map((pool) => pool.destroy()));
  }
}
