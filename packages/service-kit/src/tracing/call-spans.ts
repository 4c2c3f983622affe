import { type Attributes, type Span, SpanKind, type Tracer } from '@opentelemetry/api';
import {
  ATTR_ERROR_TYPE,
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_REQUEST_RESEND_COUNT,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_NETWORK_PROTOCOL_NAME,
  ATTR_NETWORK_PROTOCOL_VERSION,
  ATTR_SERVER_ADDRESS,
  ATTR_SERVER_PORT,
  ATTR_URL_FULL,
} from '@opentelemetry/semantic-conventions';
import type { TraceContext } from '../http/trace-context.ts';
import type { CallOutcome } from '../metrics/upstream-metrics.ts';
import { contextUnder, markFailed, traceOf } from './span-context.ts';
import type { CallSpan, TracedCall } from './tracing.ts';

/** Begins the spans of calls; what is the same for all calls of an upstream is made once. */
export class CallSpans {
  private readonly upstreams = new Map<string, Attributes>();
  private readonly tracer: Tracer;

  constructor(tracer: Tracer) {
    this.tracer = tracer;
  }

  begin({ trace, origin, path }: TracedCall): CallSpan {
    const attributes = { ...this.upstream(origin), [ATTR_URL_FULL]: `${origin}${path}` };
    const options = { kind: SpanKind.CLIENT, attributes };
    return new RecordedCall(this.tracer.startSpan('GET', options, contextUnder(trace, false)), trace.flags);
  }

  private upstream(origin: string): Attributes {
    const known = this.upstreams.get(origin);
    if (known) return known;
    const { hostname, port } = new URL(origin);
    const attributes = {
      [ATTR_HTTP_REQUEST_METHOD]: 'GET',
      [ATTR_SERVER_ADDRESS]: hostname,
      [ATTR_SERVER_PORT]: port === '' ? 80 : Number(port),
      [ATTR_NETWORK_PROTOCOL_NAME]: 'http',
      [ATTR_NETWORK_PROTOCOL_VERSION]: '1.1',
    };
    this.upstreams.set(origin, attributes);
    return attributes;
  }
}

class RecordedCall implements CallSpan {
  readonly trace: TraceContext;
  private readonly span: Span;
  private status = 0;

  constructor(span: Span, flags: number) {
    this.span = span;
    this.trace = traceOf(span, flags);
  }

  retried(error: unknown): void {
    this.span.addEvent('retry', { [ATTR_ERROR_TYPE]: codeOf(error) });
    this.span.setAttribute(ATTR_HTTP_REQUEST_RESEND_COUNT, 1);
  }

  answered(status: number): void {
    this.status = status;
    this.span.setAttribute(ATTR_HTTP_RESPONSE_STATUS_CODE, status);
  }

  end(outcome: CallOutcome): void {
    // Where a status says what went wrong it is the better word.
    if (outcome !== 'ok') markFailed(this.span, this.status >= 400 ? String(this.status) : outcome);
    this.span.end();
  }
}

/** Of a system error, or of the HTTP client. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'error';
}
