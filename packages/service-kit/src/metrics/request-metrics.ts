import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Gauge, Histogram, type Registry } from 'prom-client';
import { callerLeft } from '../problems/problem.ts';
import { durationBuckets } from './duration-buckets.ts';

/** The label of what no route matches: its path is the caller's invention, and each would be a time series of its own. */
const unmatched = 'unmatched';

/** How many requests there are, how long they take and how they end. */
export class RequestMetrics {
  private unanswered = 0;
  private readonly duration: Histogram<'method' | 'route' | 'status'>;

  constructor(registry: Registry) {
    this.duration = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'From the request to the last byte of its answer; status 499 where the caller left before.',
      labelNames: ['method', 'route', 'status'],
      buckets: durationBuckets,
      registers: [registry],
    });
    const inFlight = (): number => this.inFlight;
    new Gauge({
      name: 'http_requests_in_flight',
      help: 'Requests that are not answered yet.',
      registers: [registry],
      collect() {
        this.set(inFlight());
      },
    });
  }

  /** Requests that are not answered yet. */
  get inFlight(): number {
    return this.unanswered;
  }

  /** Counts a request from now on, until its answer or its caller has gone. */
  readonly observe = (request: FastifyRequest, { raw }: FastifyReply): void => {
    const start = performance.now();
    this.unanswered += 1;
    // The one event that comes in each case: Fastify's onResponse is not called for a caller that hangs up.
    raw.on('close', () => {
      this.unanswered -= 1;
      const status = raw.writableEnded ? raw.statusCode : callerLeft;
      const route = request.routeOptions.url ?? unmatched;
      this.duration.observe({ method: request.method, route, status }, (performance.now() - start) / 1000);
    });
  };
}

export function addRequestMetrics(server: FastifyInstance, { observe }: RequestMetrics): void {
  server.addHook('onRequest', (request, reply, done) => {
    observe(request, reply);
    done();
  });
}
