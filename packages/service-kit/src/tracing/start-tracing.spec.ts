import { afterEach, expect, jest, test } from '@jest/globals';
import { serviceConfig } from '../config/service-config.ts';

class ProbeConfig extends serviceConfig({ name: 'probe', port: 1, adminPort: 2, upstreams: {} }) {}

/** What is loaded where spans are exported. */
const loaded = jest.fn();
jest.unstable_mockModule('./otlp-tracing.ts', () => {
  loaded();
  return { otlpTracing: (options: unknown) => ({ options }) };
});
const { startTracing } = await import('./start-tracing.ts');
afterEach(() => void loaded.mockClear());

test.each([
  {},
  { OTEL_SERVICE_NAME: 'x' },
  { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318', OTEL_SDK_DISABLED: 'true' },
])('with %j the SDK is not loaded', async (environment) => {
  expect(await startTracing(new ProbeConfig(environment))).toBeUndefined();
  expect(loaded).not.toHaveBeenCalled();
});

test('with an endpoint it is', async () => {
  const config = new ProbeConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318' });
  expect(await startTracing(config)).toEqual({ options: config.tracing });
  expect(loaded).toHaveBeenCalledTimes(1);
});
