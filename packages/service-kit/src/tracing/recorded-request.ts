import type { IncomingMessage } from 'node:http';
import { type Attributes, type Span, SpanKind, type Tracer } from '@opentelemetry/api';
import {
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_REQUEST_METHOD_ORIGINAL,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_HTTP_ROUTE,
  ATTR_NETWORK_PROTOCOL_NAME,
  ATTR_NETWORK_PROTOCOL_VERSION,
  ATTR_URL_PATH,
  ATTR_URL_SCHEME,
  ATTR_USER_AGENT_ORIGINAL,
} from '@opentelemetry/semantic-conventions';
import { pathOf } from '../http/path-of.ts';
import { type TraceContext, callerTraceOf } from '../http/trace-context.ts';
import { contextUnder, markFailed, traceOf } from './span-context.ts';
import type { RequestSpan, TracedAnswer, Tracing } from './tracing.ts';

type Message = Parameters<Tracing['request']>[0];

/** The span of a request, as OpenTelemetry's conventions have it: https://opentelemetry.io/docs/specs/semconv/http/http-spans/ */
export class RecordedRequest implements RequestSpan {
  readonly trace: TraceContext;
  private readonly span: Span;
  private readonly method: string;

  constructor(tracer: Tracer, message: Message) {
    const caller = callerTraceOf(message);
    const given = message.method ?? '';
    this.method = knownMethods.has(given) ? given : 'HTTP';
    const options = { kind: SpanKind.SERVER, attributes: attributesOf(message, given) };
    // The route is known only once the request has been matched.
    this.span = tracer.startSpan(this.method, options, contextUnder(caller, true));
    this.trace = traceOf(this.span, caller?.flags ?? 0);
  }

  end({ route, status }: TracedAnswer): void {
    const { span, method } = this;
    if (route !== undefined) span.updateName(`${method} ${route}`).setAttribute(ATTR_HTTP_ROUTE, route);
    if (status === undefined) markFailed(span, 'caller-left');
    else {
      span.setAttribute(ATTR_HTTP_RESPONSE_STATUS_CODE, status);
      // A 4xx is the caller's failure, and in the caller's span.
      if (status >= 500) markFailed(span, String(status));
    }
    span.end();
  }
}

/** The conventions' own list: any other method is the caller's invention. */
const knownMethods: ReadonlySet<string> = new Set([
  ...['CONNECT', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'QUERY', 'TRACE'],
]);

function attributesOf({ url = '', headers, httpVersion }: Message, method: string): Attributes {
  return {
    ...(knownMethods.has(method)
      ? { [ATTR_HTTP_REQUEST_METHOD]: method }
      : { [ATTR_HTTP_REQUEST_METHOD]: '_OTHER', [ATTR_HTTP_REQUEST_METHOD_ORIGINAL]: method }),
    [ATTR_URL_SCHEME]: 'http',
    [ATTR_URL_PATH]: pathOf(url),
    [ATTR_NETWORK_PROTOCOL_NAME]: 'http',
    [ATTR_NETWORK_PROTOCOL_VERSION]: httpVersion,
    ...userAgent(headers),
  };
}

function userAgent({ 'user-agent': given }: IncomingMessage['headers']): Attributes {
  return given === undefined ? {} : { [ATTR_USER_AGENT_ORIGINAL]: given };
}
