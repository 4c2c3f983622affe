import {
  type Context,
  ROOT_CONTEXT,
  type Span,
  SpanStatusCode,
  TraceFlags,
  trace as traceApi,
} from '@opentelemetry/api';
import { TraceState } from '@opentelemetry/core';
import { ATTR_ERROR_TYPE } from '@opentelemetry/semantic-conventions';
import type { TraceContext } from '../http/trace-context.ts';

/**
 * What a span begins under.
 * @param parent undefined begins a trace
 * @param isRemote whether the parent is another service's, which a sampler asks
 */
export function contextUnder(parent: TraceContext | undefined, isRemote: boolean): Context {
  const { traceId, spanId, flags, state } = parent ?? {};
  if (traceId === undefined || spanId === undefined || flags === undefined) return ROOT_CONTEXT;
  const traceState = state === undefined ? undefined : new TraceState(state);
  return traceApi.setSpanContext(ROOT_CONTEXT, {
    ...{ traceId, spanId, traceFlags: flags, isRemote },
    ...(traceState && { traceState }),
  });
}

/**
 * What is handed on of a span.
 * @param flags the parent's: of these the SDK knows only the one that it decides, whether the trace is recorded
 */
export function traceOf(span: Span, flags: number): TraceContext {
  const { traceId, spanId, traceFlags, traceState } = span.spanContext();
  const state = traceState?.serialize();
  return {
    traceId,
    spanId,
    flags: (flags & ~TraceFlags.SAMPLED) | traceFlags,
    state: state === '' ? undefined : state,
  };
}

/** Marks a span as failed. @param type one of a few words or codes, by which failures are counted */
export function markFailed(span: Span, type: string): void {
  span.setAttribute(ATTR_ERROR_TYPE, type);
  span.setStatus({ code: SpanStatusCode.ERROR });
}
