import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { ATTR_SERVICE_NAME } from '@opentelemetry/semantic-conventions';
import { CallSpans } from './call-spans.ts';
import { RecordedRequest } from './recorded-request.ts';
import { ReportingExporter } from './reporting-exporter.ts';
import type { TracingOptions } from './tracing-options.ts';
import type { Tracing } from './tracing.ts';

/** How long a process that ends waits for its last spans to be taken; part of the 13 s that a pod's grace has to spare. */
const stopLimitMs = 2000;

/** Of an attribute, in characters: a URL may be as long as its caller likes. */
const attributeValueLengthLimit = 1024;

/**
 * Records spans by OpenTelemetry's SDK and posts them, in batches, to a collector. Nothing of it is global: whoever has
 * the object records.
 * @param exporter for tests; @default OTLP over HTTP, as JSON
 */
export function otlpTracing(options: TracingOptions, exporter: SpanExporter = otlpExporter(options)): Tracing {
  const provider = new TracerProvider({
    resource: defaultResource().merge(
      resourceFromAttributes({
        ...options.attributes,
        [ATTR_SERVICE_NAME]: options.serviceName,
        'service.instance.id': options.podName,
      }),
    ),
    sampler: samplerOf(options),
    spanLimits: { attributeValueLengthLimit },
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  const tracer = provider.getTracer('@eks-practice/service-kit');
  const calls = new CallSpans(tracer);
  return {
    request: (message) => new RecordedRequest(tracer, message),
    call: (call) => calls.begin(call),
    async stop() {
      const stopped = provider.shutdown().catch(() => undefined);
      await Promise.race([stopped, sleep(stopLimitMs, undefined, { ref: false })]);
    },
  };
}

function otlpExporter({ url, headers }: TracingOptions): SpanExporter {
  return new ReportingExporter(new OTLPTraceExporter({ url, headers }), url, new Logger('Tracing'));
}

function samplerOf({ sampler, ratio }: TracingOptions): Sampler {
  const [, parentBased, name] = /^(parentbased_)?(.*)$/.exec(sampler) ?? [];
  const root = rootSampler(name, ratio);
  return parentBased === undefined ? root : new ParentBasedSampler({ root });
}

function rootSampler(name: string | undefined, ratio: number): Sampler {
  if (name === 'always_off') return new AlwaysOffSampler();
  return name === 'traceidratio' ? new TraceIdRatioBasedSampler(ratio) : new AlwaysOnSampler();
}
