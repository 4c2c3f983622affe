import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type TraceContext, traceContextOf } from './trace-context.ts';

/** Where a request keeps its trace, once it is read. */
const traceOf = Symbol('trace');

declare module 'fastify' {
  interface FastifyRequest {
    readonly trace: TraceContext;
    [traceOf]: TraceContext | undefined;
  }
}

/** What finds a request's lines in the logs, of this service and of others. */
export interface RequestIds {
  readonly reqId: string;
  readonly traceId: string;
  /** Where the request's span is recorded. */
  readonly spanId?: string;
}

const current = new AsyncLocalStorage<FastifyRequest>();

/** Those of the request that the running code works for; undefined outside of requests. */
export function currentRequestIds(): RequestIds | undefined {
  const request = current.getStore();
  return request && requestIds(request);
}

export function requestIds({ id, trace }: FastifyRequest): RequestIds {
  const { traceId, spanId } = trace;
  return spanId === undefined ? { reqId: id, traceId } : { reqId: id, traceId, spanId };
}

/** Says which trace a request belongs to, before anybody asks: that of the span that is recorded for it. */
export function beginTrace(request: FastifyRequest, trace: TraceContext): void {
  request[traceOf] = trace;
}

/**
 * Lets all that a request's handling calls know its ids, so that any line it logs can have them. Its trace is read when
 * it is first asked for: most requests are answered without a line or a call.
 */
export function addRequestContext(server: FastifyInstance): void {
  server.decorateRequest(traceOf);
  server.decorateRequest('trace', {
    getter() {
      return (this[traceOf] ??= traceContextOf(this.raw));
    },
  });
  server.addHook('onRequest', (request, _reply, done) => current.run(request, done));
}
