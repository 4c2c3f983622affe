import { Agent } from 'node:http';
import type { PoolState } from '../metrics/upstream-metrics.ts';

/** More at once would only queue in the upstream instead of here, where the deadline sees it. */
const maxSockets = 64;

/** The connections to an upstream. */
export class ConnectionPool {
  /**
   * Kept alive between calls, least recently used first, so that the load spreads over all connections and by them over
   * the upstream's pods. Node drops an idle one a second before the upstream's own timeout, as its `Keep-Alive` header
   * says; the timeout here (milliseconds) is for upstreams that say nothing.
   */
  readonly kept = new Agent({ keepAlive: true, maxSockets, maxFreeSockets: 16, scheduling: 'fifo', timeout: 30_000 });

  /**
   * A new connection for each call: for a retry, since other kept connections may have gone stale with the first. No
   * limit of its own, with which Node would reuse connections again: who comes here had one of the others before.
   */
  readonly fresh = new Agent({ keepAlive: false });

  get state(): PoolState {
    const { kept, fresh } = this;
    return {
      inUse: count(kept.sockets) + count(fresh.sockets),
      free: count(kept.freeSockets),
      waiting: count(kept.requests),
    };
  }

  close(): void {
    this.kept.destroy();
    this.fresh.destroy();
  }
}

/** An agent's lists, one for each origin, together. */
function count(lists: NodeJS.ReadOnlyDict<readonly unknown[]>): number {
  return Object.values(lists).reduce((sum, list) => sum + (list?.length ?? 0), 0);
}
