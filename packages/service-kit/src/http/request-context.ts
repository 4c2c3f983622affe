import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type TraceContext, traceContextOf } from './trace-context.ts';

declare module 'fastify' {
  interface FastifyRequest {
    trace: TraceContext;
  }
}

/** What finds a request's lines in the logs, of this service and of others. */
export interface RequestIds {
  readonly reqId: string;
  readonly traceId: string;
}

const current = new AsyncLocalStorage<RequestIds>();

/** Those of the request that the running code works for; undefined outside of requests. */
export function currentRequestIds(): RequestIds | undefined {
  return current.getStore();
}

export function requestIds({ id, trace }: FastifyRequest): RequestIds {
  return { reqId: id, traceId: trace.traceId };
}

/** Lets all that a request's handling calls know its ids, so that any line it logs can have them. */
export function addRequestContext(server: FastifyInstance): void {
  server.decorateRequest('trace');
  server.addHook('onRequest', (request, _reply, done) => {
    request.trace = traceContextOf(request.raw);
    current.run(requestIds(request), done);
  });
}
