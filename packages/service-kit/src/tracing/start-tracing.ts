import type { ServiceConfig } from '../config/service-config.ts';
import type { Tracing } from './tracing.ts';

/**
 * What records spans, where the configuration says whereto; else undefined. Only then OpenTelemetry's SDK is loaded: a
 * service without it starts and answers as if there were none.
 */
export async function startTracing({ tracing }: Pick<ServiceConfig, 'tracing'>): Promise<Tracing | undefined> {
  if (!tracing) return undefined;
  const { otlpTracing } = await import('./otlp-tracing.ts');
  return otlpTracing(tracing);
}
