import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { TraceState, parseTraceParent } from '@opentelemetry/core';

/** Which trace a request belongs to, as W3C Trace Context has it (https://www.w3.org/TR/trace-context/). */
export interface TraceContext {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** The caller's, bit by bit; 0, not sampled, where a trace begins here and no span is recorded. */
  readonly flags: number;
  /** What tracing systems hand on for themselves; undefined where the caller gave nothing valid. */
  readonly state: string | undefined;
  /** 16 hexadecimal digits: the span that is recorded here. Undefined where none is. */
  readonly spanId?: string | undefined;
}

/** The trace of a request as its caller sent it, where it can be read; `spanId` is the caller's. */
export function callerTraceOf({ headers }: Pick<IncomingMessage, 'headers'>): Required<TraceContext> | undefined {
  const { traceparent, tracestate } = headers;
  const parent = typeof traceparent === 'string' ? parseTraceParent(traceparent) : null;
  if (!parent) return undefined;
  const state = typeof tracestate === 'string' ? new TraceState(tracestate).serialize() : '';
  const { traceId, spanId, traceFlags } = parent;
  return { traceId, spanId, flags: traceFlags, state: state === '' ? undefined : state };
}

/** The caller's trace, or a new one where it sent none or what cannot be read. */
export function traceContextOf(message: Pick<IncomingMessage, 'headers'>): TraceContext {
  const caller = callerTraceOf(message);
  if (!caller) return { traceId: randomDigits(), flags: 0, state: undefined };
  return { traceId: caller.traceId, flags: caller.flags, state: caller.state };
}

/** The headers of a call: its trace, and as the parent its span, or one that is made up where none is recorded. */
export function traceHeaders({ traceId, flags, state, spanId }: TraceContext): Record<string, string> {
  const parentId = spanId ?? randomDigits().slice(0, 16);
  return {
    traceparent: `00-${traceId}-${parentId}-${flags.toString(16).padStart(2, '0')}`,
    ...(state !== undefined && { tracestate: state }),
  };
}

/**
 * 32 random hexadecimal digits. A UUID, since Node draws those in advance: each request and call needs one, and random
 * bytes would cost it two microseconds. Its version digit, the 13th, is 4, so neither it nor its first half is the zero
 * that W3C forbids.
 */
function randomDigits(): string {
  const uuid = randomUUID();
  return uuid.slice(0, 8) + uuid.slice(9, 13) + uuid.slice(14, 18) + uuid.slice(19, 23) + uuid.slice(24);
}
