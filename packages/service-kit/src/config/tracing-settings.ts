import * as z from 'zod';
import { type SamplerName, type TracingOptions, samplerNames } from '../tracing/tracing-options.ts';
import type { ServiceDefinition } from './service-definition.ts';
import { decimal, httpUrl, namedValues, oneOf, trueOrFalse } from './settings.ts';

/**
 * OpenTelemetry's own variables, as far as a service reads them; none has a value unless it is set.
 * https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 */
export const tracingSettings = {
  /** `true` records no span, whatever else is set. */
  OTEL_SDK_DISABLED: trueOrFalse.optional(),
  /** Where the collector is, e.g. `http://collector:4318`; without it no span is recorded. */
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.optional(),
  /** Only so that nobody waits for spans where another is expected. */
  OTEL_EXPORTER_OTLP_PROTOCOL: oneOf(['http/json']).optional(),
  /** Goes along with each export: may hold a key. */
  OTEL_EXPORTER_OTLP_HEADERS: namedValues.optional(),
  /** The service's name in traces; @default the service's own */
  OTEL_SERVICE_NAME: z.string().max(255, { error: 'must be 1 to 255 characters' }).optional(),
  /** What else each span says of where it comes from. */
  OTEL_RESOURCE_ATTRIBUTES: namedValues.optional(),
  /** Which requests are recorded; @default all but those whose caller records none */
  OTEL_TRACES_SAMPLER: oneOf(samplerNames).optional(),
  /** For the samplers by ratio, which share of the traces is recorded, 0 to 1; @default 1 */
  OTEL_TRACES_SAMPLER_ARG: decimal({ min: 0, max: 1 }).optional(),
};

/** What was parsed by {@link tracingSettings}. */
type Parsed = Readonly<z.output<z.ZodObject<typeof tracingSettings>>>;

/** What a service's spans need to know; undefined where it records none. */
export function tracingOptions(
  { name }: Pick<ServiceDefinition, 'name'>,
  parsed: Parsed,
  podName: string,
): TracingOptions | undefined {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER: sampler = 'parentbased_always_on' } = parsed;
  if (endpoint === undefined || parsed.OTEL_SDK_DISABLED) return undefined;
  return {
    serviceName: parsed.OTEL_SERVICE_NAME ?? name,
    podName,
    url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
    headers: parsed.OTEL_EXPORTER_OTLP_HEADERS ?? {},
    attributes: parsed.OTEL_RESOURCE_ATTRIBUTES ?? {},
    sampler: sampler satisfies SamplerName,
    ratio: parsed.OTEL_TRACES_SAMPLER_ARG ?? 1,
  };
}
