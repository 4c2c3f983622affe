import { Gauge, Histogram, type Registry } from 'prom-client';
import { durationBuckets } from './duration-buckets.ts';

/** How a call of an upstream ended; `error` is a bug of ours. */
export type CallOutcome = 'ok' | 'bad-answer' | 'unreachable' | 'deadline' | 'caller-left' | 'error';

/** What a pool of connections is doing now. */
export interface PoolState {
  /** Connections with a call on them. */
  readonly inUse: number;
  /** Connections that are kept for the next call. */
  readonly free: number;
  /** Calls that wait for a connection. */
  readonly waiting: number;
}

/** How the calls of other services go, and what their connections do. */
export class UpstreamMetrics {
  private readonly pools = new Map<string, () => PoolState>();
  private readonly duration: Histogram<'upstream' | 'outcome'>;

  constructor(registry: Registry) {
    this.duration = new Histogram({
      name: 'upstream_call_duration_seconds',
      help: 'From the call to the last byte of its answer, a retry included.',
      labelNames: ['upstream', 'outcome'],
      buckets: durationBuckets,
      registers: [registry],
    });
    const { pools } = this;
    new Gauge({
      name: 'upstream_connections',
      help: 'Open connections, with a call on them or kept for the next.',
      labelNames: ['upstream', 'state'],
      registers: [registry],
      collect() {
        for (const [upstream, state] of pools) {
          const { inUse, free } = state();
          this.set({ upstream, state: 'in-use' }, inUse);
          this.set({ upstream, state: 'free' }, free);
        }
      },
    });
    new Gauge({
      name: 'upstream_calls_waiting',
      help: 'Calls that wait for a connection.',
      labelNames: ['upstream'],
      registers: [registry],
      collect() {
        for (const [upstream, state] of pools) this.set({ upstream }, state().waiting);
      },
    });
  }

  /** @param state is asked whenever metrics are */
  addPool(upstream: string, state: () => PoolState): void {
    this.pools.set(upstream, state);
  }

  observe(upstream: string, outcome: CallOutcome, milliseconds: number): void {
    this.duration.observe({ upstream, outcome }, milliseconds / 1000);
  }
}
