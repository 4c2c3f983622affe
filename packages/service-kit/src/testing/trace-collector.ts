import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { ScriptedUpstream } from './scripted-upstream.ts';

/** A span as it was posted; see https://opentelemetry.io/docs/specs/otlp/#otlphttp */
export interface ExportedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly name: string;
  readonly kind: 'server' | 'client';
  readonly failed: boolean;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** By their names. */
  readonly events: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Where it comes from. */
  readonly resource: Readonly<Record<string, unknown>>;
}

interface Attribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}
interface Post {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly {
      readonly spans: readonly (Omit<ExportedSpan, 'kind' | 'failed' | 'attributes' | 'events' | 'resource'> & {
        readonly kind: number;
        readonly status: { readonly code: number };
        readonly attributes: readonly Attribute[];
        readonly events: readonly { readonly name: string; readonly attributes: readonly Attribute[] }[];
      })[];
    }[];
  }[];
}

/** A collector of spans on a free port of 127.0.0.1, to which a service posts as OTLP over HTTP has it. */
export class TraceCollector implements AsyncDisposable {
  readonly spans: ExportedSpan[] = [];
  private server: ScriptedUpstream | undefined;

  /** @param status what it answers each post with */
  static async start(status = 200): Promise<TraceCollector> {
    const collector = new TraceCollector();
    collector.server = await ScriptedUpstream.start((response, _, request) => {
      void collector.take(request).then(() => response.writeHead(status).end('{}'));
    });
    return collector;
  }

  /** What `OTEL_EXPORTER_OTLP_ENDPOINT` is to be. */
  get endpoint(): string {
    return `http://${this.server?.host}`;
  }

  /** Of each post. */
  get headers(): IncomingHttpHeaders[] {
    return this.server?.received.map(({ headers }) => headers) ?? [];
  }

  /** Of each post. */
  get paths(): string[] {
    return this.server?.received.map(({ url }) => url) ?? [];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server?.[Symbol.asyncDispose]();
  }

  private async take(request: IncomingMessage): Promise<void> {
    const { resourceSpans } = (await json(request)) as Post;
    for (const { resource, scopeSpans } of resourceSpans) {
      const from = values(resource.attributes);
      this.spans.push(...scopeSpans.flatMap(({ spans }) => spans.map((span) => ({ ...plain(span), resource: from }))));
    }
  }
}

type Posted = Post['resourceSpans'][number]['scopeSpans'][number]['spans'][number];

function plain({ traceId, spanId, parentSpanId, name, ...span }: Posted): Omit<ExportedSpan, 'resource'> {
  return {
    ...{ traceId, spanId, parentSpanId, name },
    kind: span.kind === 2 ? 'server' : 'client',
    failed: span.status.code === 2,
    attributes: values(span.attributes),
    events: Object.fromEntries(span.events.map((event) => [event.name, values(event.attributes)])),
  };
}

function values(attributes: readonly Attribute[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
