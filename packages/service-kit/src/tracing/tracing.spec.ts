import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createApplication } from '../application.ts';
import { ProbeConfig, ProbeModule } from '../testing/probe-service.ts';
import { type Script, ScriptedUpstream, refusingHost } from '../testing/scripted-upstream.ts';
import { type ExportedSpan, TraceCollector } from '../testing/trace-collector.ts';
import { startTracing } from './start-tracing.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const parentId = '00f067aa0ba902b7';

let collector: TraceCollector;
const ends: (() => Promise<void>)[] = [];
beforeEach(async () => {
  collector = await TraceCollector.start();
});
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
  await collector[Symbol.asyncDispose]();
});

/** A service with spans, at a port of its own. */
async function start(environment: Record<string, string> = {}) {
  const config = new ProbeConfig({
    ...{ LOG_LEVEL: 'silent', UPSTREAM_DEADLINE_MS: '10000' },
    ...{ OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint, ...environment },
  });
  const tracing = await startTracing(config);
  const application = await createApplication(ProbeModule, config, tracing);
  await application.listen(0, '127.0.0.1');
  const end = async (): Promise<void> => {
    await application.close();
    await tracing?.stop();
  };
  ends.push(end);
  return { application, end, host: `127.0.0.1:${portOf(application)}` };
}

function portOf(application: NestFastifyApplication): number {
  return (application.getHttpServer().address() as AddressInfo).port;
}

/** The spans of one request to a service whose upstream follows the script, and what its upstream received. */
async function spansOf(script: Script, url = '/things', headers: Record<string, string> = {}) {
  await using upstream = await ScriptedUpstream.start(script);
  const { application, end } = await start({ THINGS_HOST: upstream.host });
  const answer = await application.inject({ url, headers });
  await end();
  return { answer, spans: collector.spans, received: upstream.received };
}

const only = (spans: readonly ExportedSpan[], kind: ExportedSpan['kind']): ExportedSpan | undefined =>
  spans.find((span) => span.kind === kind);

test('a request through two services is one trace: request, call and request, each under the other', async () => {
  const back = await start({ OTEL_SERVICE_NAME: 'back', POD_NAME: 'back-1' });
  const front = await start({ THINGS_HOST: back.host, OTEL_RESOURCE_ATTRIBUTES: 'stage=a%20b' });
  const response = await fetch(`http://${front.host}/things?secret=1`, { headers: { 'user-agent': 'probe' } });
  expect(await response.json()).toEqual(['7']);
  await front.end();
  await back.end();
  expect(collector.paths).toEqual(['/v1/traces', '/v1/traces']);
  const [call, request] = [only(collector.spans, 'client'), only(collector.spans, 'server')];
  const called = collector.spans.at(-1);
  expect(collector.spans).toHaveLength(3);
  expect(new Set(collector.spans.map((span) => span.traceId)).size).toBe(1);
  expect([request?.parentSpanId, call?.parentSpanId, called?.parentSpanId]).toEqual([
    undefined,
    request?.spanId,
    call?.spanId,
  ]);
  const common = { 'http.request.method': 'GET', 'http.response.status_code': 200, 'network.protocol.name': 'http' };
  expect(request).toMatchObject({
    name: 'GET /things',
    failed: false,
    attributes: {
      ...common,
      ...{ 'http.route': '/things', 'url.path': '/things', 'url.scheme': 'http' },
      ...{ 'network.protocol.version': '1.1', 'user_agent.original': 'probe' },
    },
    resource: { 'service.name': 'probe', stage: 'a b', 'telemetry.sdk.language': 'nodejs' },
  });
  // What callers put into a query, tokens among it, is not for whoever reads traces.
  expect(request?.attributes).not.toHaveProperty(['url.query']);
  expect(JSON.stringify(request?.attributes)).not.toContain('secret=1');
  expect(call).toMatchObject({
    name: 'GET',
    attributes: {
      ...common,
      ...{ 'url.full': `http://${back.host}/items/7?n=1`, 'server.address': '127.0.0.1' },
      'server.port': Number(back.host.split(':')[1]),
    },
  });
  expect(called).toMatchObject({
    name: 'GET /items/:id',
    attributes: { ...common, 'http.route': '/items/:id', 'url.path': '/items/7' },
    resource: { 'service.name': 'back', 'service.instance.id': 'back-1' },
  });
});

test("a caller's trace goes on, with its tracestate; log lines and headers name the spans that are exported", async () => {
  const headers = { traceparent: `00-${traceId}-${parentId}-03`, tracestate: 'rojo=1' };
  const logged = await spansOf((response) => response.end(), '/ids', headers);
  const [request] = logged.spans;
  expect(request).toMatchObject({ traceId, parentSpanId: parentId });
  expect(logged.answer.json()).toMatchObject({ traceId, spanId: request?.spanId });

  collector.spans.length = 0;
  const { spans, received } = await spansOf((response) => response.end('["7"]'), '/things', headers);
  expect(received[0]?.headers).toMatchObject({
    traceparent: `00-${traceId}-${only(spans, 'client')?.spanId}-03`,
    tracestate: 'rojo=1',
  });
});

test.each([
  ['parentbased_always_on', '00', 0],
  ['parentbased_always_on', '01', 2],
  ['parentbased_always_off', '01', 2],
  ['always_on', '00', 2],
  ['always_off', '01', 0],
  ['traceidratio', '01', 0],
  ['parentbased_traceidratio', '01', 2],
  ['parentbased_traceidratio', '', 0],
])('with %s and flags of %j, %i spans are exported, and the upstream is told', async (sampler, flags, count) => {
  await using upstream = await ScriptedUpstream.start((response) => response.end('["7"]'));
  const environment = { OTEL_TRACES_SAMPLER: sampler, OTEL_TRACES_SAMPLER_ARG: '0', THINGS_HOST: upstream.host };
  const { application, end } = await start(environment);
  const headers = flags === '' ? {} : { traceparent: `00-${traceId}-${parentId}-${flags}` };
  await application.inject({ url: '/things', headers });
  await end();
  expect(collector.spans).toHaveLength(count);
  expect(upstream.received[0]?.headers.traceparent).toMatch(count === 0 ? /-00$/ : /-01$/);
});

test('a retry is an event of the call, whose span both attempts belong to', async () => {
  const { spans, received } = await spansOf((response, attempt) =>
    attempt === 1 ? response.socket?.resetAndDestroy() : response.end('["7"]'),
  );
  const call = only(spans, 'client');
  expect(call).toMatchObject({ failed: false, events: { retry: { 'error.type': 'ECONNRESET' } } });
  expect(call?.attributes['http.request.resend_count']).toBe(1);
  expect(new Set(received.map(({ headers }) => headers.traceparent)).size).toBe(1);
});

test.each<[string, Script, object, number]>([
  ['500', (response) => response.writeHead(500).end(), { 'http.response.status_code': 500, 'error.type': '500' }, 502],
  ['what breaks the contract', (response) => response.end('{}'), { 'error.type': 'bad-answer' }, 502],
  ['a reset', (response) => response.socket?.resetAndDestroy(), { 'error.type': 'unreachable' }, 503],
])('an upstream that answers with %s fails the call and the request', async (_, script, attributes, status) => {
  const { spans } = await spansOf(script);
  expect(only(spans, 'client')).toMatchObject({ failed: true, attributes });
  expect(only(spans, 'server')).toMatchObject({
    failed: true,
    attributes: { 'http.response.status_code': status, 'error.type': String(status) },
  });
});

test.each([
  ['/bug', { name: 'GET /bug', failed: true, attributes: { 'http.response.status_code': 500, 'error.type': '500' } }],
  ['/no?where', { name: 'GET', failed: false, attributes: { 'http.response.status_code': 404, 'url.path': '/no' } }],
  ['/%', { name: 'GET', failed: false, attributes: { 'http.response.status_code': 400, 'url.path': '/%' } }],
])('%s has one span', async (url, span) => {
  const { spans } = await spansOf((response) => response.end(), url);
  expect(spans).toEqual([expect.objectContaining({ ...span, attributes: expect.objectContaining(span.attributes) })]);
});

test('a caller that hangs up fails its request and the call', async () => {
  const asked = Promise.withResolvers<true>();
  const closed = Promise.withResolvers<true>();
  await using upstream = await ScriptedUpstream.start((response) => {
    response.on('close', () => closed.resolve(true));
    asked.resolve(true);
  });
  const { host, end } = await start({ THINGS_HOST: upstream.host });
  const call = get(`http://${host}/things`);
  call.on('error', () => undefined);
  await asked.promise;
  call.destroy();
  await closed.promise;
  await end();
  for (const span of collector.spans) {
    expect(span).toMatchObject({ failed: true, attributes: { 'error.type': 'caller-left' } });
  }
  expect(collector.spans).toHaveLength(2);
});

test('a method of the caller’s invention, and a path without end, do not become many names', async () => {
  const { application, end } = await start();
  await application.inject({ method: 'PROPFIND' as 'GET', url: `/${'x'.repeat(5000)}` });
  await end();
  const attributes = { 'http.request.method': '_OTHER', 'http.request.method_original': 'PROPFIND' };
  expect(collector.spans).toMatchObject([{ name: 'HTTP', attributes }]);
  expect(collector.spans[0]?.attributes['url.path']).toHaveLength(1024);
});

test('headers of the configuration go along', async () => {
  const { application, end } = await start({ OTEL_EXPORTER_OTLP_HEADERS: 'x-api-key=s%3Dcret,other=1' });
  await application.inject('/ids');
  await end();
  expect(collector.headers).toMatchObject([{ 'x-api-key': 's=cret', other: '1' }]);
});

test('a collector that refuses is told in the log, without the headers, and no request notices', async () => {
  await using refusing = await TraceCollector.start(400);
  const { application, end } = await start({
    OTEL_EXPORTER_OTLP_ENDPOINT: refusing.endpoint,
    OTEL_EXPORTER_OTLP_HEADERS: 'authorization=hunter2',
  });
  const warned: unknown[] = [];
  const silent = (): void => undefined;
  application.useLogger({ log: silent, error: silent, warn: (message: unknown) => void warned.push(message) });
  for (let i = 0; i < 3; i++) expect((await application.inject('/ids')).statusCode).toBe(200);
  await end();
  expect(refusing.headers).toMatchObject([{ authorization: 'hunter2' }]);
  expect(warned).toEqual([`spans cannot be exported to ${refusing.endpoint}/v1/traces, and are lost: Bad Request`]);
});

test('a collector that is not there holds up neither a request nor the end', async () => {
  // The SDK's own variable: how long it goes on trying, after which this test's process may end.
  process.env.OTEL_EXPORTER_OTLP_TIMEOUT = '500';
  const { application, end } = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://${await refusingHost()}` });
  delete process.env.OTEL_EXPORTER_OTLP_TIMEOUT;
  expect((await application.inject('/ids')).statusCode).toBe(200);
  await end();
});
