import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { TraceState, parseTraceParent } from '@opentelemetry/core';

/** Which trace a request belongs to, as W3C Trace Context has it (https://www.w3.org/TR/trace-context/). */
export interface TraceContext {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** The caller's, bit by bit; we record no spans, so a trace that begins here is not sampled: 0. */
  readonly flags: number;
  /** What tracing systems hand on for themselves; undefined where the caller gave nothing valid. */
  readonly state: string | undefined;
}

/** The caller's trace, or a new one where it sent none or what cannot be read. */
export function traceContextOf({ headers }: Pick<IncomingMessage, 'headers'>): TraceContext {
  const { traceparent, tracestate } = headers;
  const parent = typeof traceparent === 'string' ? parseTraceParent(traceparent) : null;
  if (!parent) return { traceId: randomDigits(), flags: 0, state: undefined };
  const state = typeof tracestate === 'string' ? new TraceState(tracestate).serialize() : '';
  return { traceId: parent.traceId, flags: parent.traceFlags, state: state === '' ? undefined : state };
}

/** The headers of a call that is made for a request: the same trace, and a parent of its own. */
export function traceHeaders({ traceId, flags, state }: TraceContext): Record<string, string> {
  const parentId = randomDigits().slice(0, 16);
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
