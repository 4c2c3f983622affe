import type { IncomingMessage } from 'node:http';
import type { TraceContext } from '../http/trace-context.ts';
import type { CallOutcome } from '../metrics/upstream-metrics.ts';

/**
 * Records a span for each request and for each call of another service. Types alone: what stands behind them is loaded
 * only where spans are exported.
 */
export interface Tracing {
  /** Begins the span of a request, in its caller's trace or a new one. */
  request(message: Pick<IncomingMessage, 'method' | 'url' | 'headers' | 'httpVersion'>): RequestSpan;
  /** Begins the span of a call, under the request that it is made for. */
  call(call: TracedCall): CallSpan;
  /** Exports what is recorded, in bounded time, and records no more. It does not fail. */
  stop(): Promise<void>;
}

/** The span of a request. */
export interface RequestSpan {
  /** What the request's log lines and calls say of the trace. */
  readonly trace: TraceContext;
  end(answer: TracedAnswer): void;
}

export interface TracedAnswer {
  /** The route's pattern; undefined where none matches. */
  readonly route: string | undefined;
  /** Undefined where the caller left before its answer. */
  readonly status: number | undefined;
}

/** A GET of another service. */
export interface TracedCall {
  /** Of the request that it is made for. */
  readonly trace: TraceContext;
  /** E.g. `http://user-api-service`. */
  readonly origin: string;
  /** With its query. */
  readonly path: string;
}

/** The span of a call, from its start to the last byte of its answer, a retry included. */
export interface CallSpan {
  /** What the call says to the upstream of the trace. */
  readonly trace: TraceContext;
  /** An attempt failed, and another is made. */
  retried(error: unknown): void;
  answered(status: number): void;
  end(outcome: CallOutcome): void;
}

/** What the {@link Tracing} is injected by; undefined where no span is recorded. */
export const tracingToken = Symbol('tracing');
