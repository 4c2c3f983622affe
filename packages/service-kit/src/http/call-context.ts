import type { ServerResponse } from 'node:http';
import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { TraceContext } from './trace-context.ts';

/** What a request hands on to the calls that are made for it. */
export interface CallContext {
  readonly requestId: string;
  readonly trace: TraceContext;
  /** Aborts when the caller hangs up before it has its answer. */
  readonly signal: AbortSignal;
}

/** Gives a controller's method the request's {@link CallContext}: `@CallContextOf() context: CallContext`. */
export const CallContextOf = createParamDecorator((_: unknown, execution: ExecutionContext): CallContext => {
  const http = execution.switchToHttp();
  const signal = hangUpSignal(http.getResponse<FastifyReply>().raw);
  const { id, trace } = http.getRequest<FastifyRequest>();
  return { requestId: id, trace, signal };
});

/** Fastify's own `request.signal` will not do: it aborts as soon as the request's body has been read. */
function hangUpSignal(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.on('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}
