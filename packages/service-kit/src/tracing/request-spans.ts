import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { beginTrace } from '../http/request-context.ts';
import type { Tracing } from './tracing.ts';

/** Gives a request a span, which lasts until its answer or its caller has gone. */
export function traceRequest(tracing: Tracing, request: FastifyRequest, { raw }: FastifyReply): void {
  const span = tracing.request(request.raw);
  beginTrace(request, span.trace);
  // Fastify's onResponse is not called for a caller that hangs up.
  raw.on('close', () => {
    span.end({ route: request.routeOptions.url, status: raw.writableEnded ? raw.statusCode : undefined });
  });
}

export function addRequestSpans(server: FastifyInstance, tracing: Tracing): void {
  server.addHook('onRequest', (request, reply, done) => {
    traceRequest(tracing, request, reply);
    done();
  });
}
