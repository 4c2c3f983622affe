import { TraceCollector } from '@eks-practice/service-kit/testing/trace-collector';
import { expect, test } from '@jest/globals';
import { bootServices } from './testing/booted-services.ts';

test('GET /users is one trace through both services', async () => {
  await using collector = await TraceCollector.start();
  const services = await bootServices({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint });
  expect((await services.ask()).status).toBe(200);
  await services.end();
  const named = collector.spans.map(({ resource, name }) => `${String(resource['service.name'])} ${name}`);
  expect(named).toEqual(['api GET', 'api GET /users', 'user-api GET /']);
  const [call, request, called] = collector.spans;
  expect([request?.parentSpanId, call?.parentSpanId, called?.parentSpanId]).toEqual([
    undefined,
    request?.spanId,
    call?.spanId,
  ]);
  expect(new Set(collector.spans.map(({ traceId }) => traceId)).size).toBe(1);
});
