import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Caller } from './caller.ts';
import type { TraceContext } from './trace-context.ts';

/** What a request hands on to the calls that are made for it. */
export interface CallContext {
  readonly requestId: string;
  readonly trace: TraceContext;
  /** Its calls are given up where it leaves. */
  readonly caller: Caller;
}

/** Gives a controller's method the request's {@link CallContext}: `@CallContextOf() context: CallContext`. */
export const CallContextOf = createParamDecorator((_: unknown, execution: ExecutionContext): CallContext => {
  const http = execution.switchToHttp();
  const caller = new Caller(http.getResponse<FastifyReply>().raw);
  const { id, trace } = http.getRequest<FastifyRequest>();
  return { requestId: id, trace, caller };
});
