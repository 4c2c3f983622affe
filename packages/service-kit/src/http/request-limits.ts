import type { FastifyInstance } from 'fastify';
import { answerProblem } from '../problems/problem.filter.ts';
import { limits, retryAfterSeconds } from './limits.ts';

export interface RequestLimits {
  /** How many requests may be in flight at once; 0 for any number. */
  readonly mostInFlight: number;
  /** How many are, the one that is being looked at included. */
  readonly inFlight: () => number;
  /** The route that is answered however many there are: a load balancer takes a pod out whose health check fails. */
  readonly alwaysAnswered: string;
}

/**
 * Refuses early what should not cost more: a URL that is too long, with 414, and what comes while there is too much to do,
 * with 503. A refusal is answered here, since an exception would take longer to make than the answer.
 */
export function addRequestLimits(
  server: FastifyInstance,
  { mostInFlight, inFlight, alwaysAnswered }: RequestLimits,
): void {
  const most = mostInFlight === 0 ? Infinity : mostInFlight;
  server.addHook('onRequest', (request, reply, done) => {
    if (request.url.length > limits.url) {
      const detail = `The path and query are ${request.url.length} characters long, of which ${limits.url} are taken at most.`;
      answerProblem(reply, request.id, { status: 414, detail });
    } else if (inFlight() > most && request.routeOptions.url !== alwaysAnswered) {
      const detail = 'Too many requests are in flight here. Try again later.';
      answerProblem(reply.header('retry-after', retryAfterSeconds), request.id, { status: 503, detail });
    } else {
      done();
    }
  });
}
