import type { AddressInfo } from 'node:net';
import { get } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { Controller, Get, Module, Query } from '@nestjs/common';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { createApplication } from '../application.ts';
import { serviceConfig } from '../config/service-config.ts';
import { type CallContext, CallContextOf } from '../http/call-context.ts';
import { type Script, ScriptedUpstream, refusingHost } from '../testing/scripted-upstream.ts';
import { UpstreamClient } from './upstream-client.ts';
import { UpstreamModule } from './upstream.module.ts';
import { Upstream } from './upstream.ts';

const service = {
  name: 'probe',
  port: 1,
  adminPort: 2,
  upstreams: {
    things: { hostVariable: 'THINGS_HOST', port: 3 },
    others: { hostVariable: 'OTHERS_HOST', port: 4 },
  },
} as const;

class ProbeConfig extends serviceConfig(service) {}

@Controller()
class ProbeController {
  constructor(
    @Upstream(service, 'things') private readonly things: UpstreamClient,
    @Upstream(service, 'others') private readonly others: UpstreamClient,
  ) {}

  @Get('answer')
  answer(@Query('n') n: string | undefined, @CallContextOf() context: CallContext): Promise<unknown> {
    return this.things.get({ path: '/things', query: { n }, answer, context });
  }

  @Get('others')
  other(@CallContextOf() context: CallContext): Promise<unknown> {
    return this.others.get({ path: '/others', query: {}, answer, context });
  }
}

@Module({ imports: [UpstreamModule.of(service)], controllers: [ProbeController] })
class ProbeModule {}

// @ts-expect-error only a name of the definition compiles
void Upstream(service, 'nobody');

const answer = z.object({ fits: z.literal(true) });
const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const fits = JSON.stringify({ fits: true });

async function probe(environment: Record<string, string>) {
  return createApplication(ProbeModule, new ProbeConfig({ LOG_LEVEL: 'silent', ...environment }));
}

/** What the probe answers when its upstream follows the script, and what the upstream received. */
async function outcome(
  script: Script,
  options: { url?: string; headers?: Record<string, string>; deadline?: number } = {},
) {
  await using upstream = await ScriptedUpstream.start(script);
  const application = await probe({
    THINGS_HOST: upstream.host,
    UPSTREAM_DEADLINE_MS: String(options.deadline ?? 10_000),
  });
  const { statusCode, body } = await application.inject({
    url: options.url ?? '/answer',
    headers: options.headers ?? {},
  });
  await application.close();
  return { status: statusCode, body, received: upstream.received };
}

test('an answer that fits is passed on; the ids and the query reach the upstream', async () => {
  const { status, body, received } = await outcome((response) => response.end(fits), {
    url: '/answer?n=5',
    headers: { 'x-request-id': 'req-1', traceparent: `00-${traceId}-00f067aa0ba902b7-01`, tracestate: 'rojo=1' },
  });
  expect({ status, body }).toEqual({ status: 200, body: fits });
  const headers = {
    'x-request-id': 'req-1',
    traceparent: expect.stringMatching(`^00-${traceId}-(?!00f067aa0ba902b7)[0-9a-f]{16}-01$`),
    tracestate: 'rojo=1',
  };
  expect(received).toMatchObject([{ url: '/things?n=5', headers }]);
});

test('each upstream is called where it is', async () => {
  await using things = await ScriptedUpstream.start((response) => response.end(fits));
  await using others = await ScriptedUpstream.start((response) => response.end(fits));
  const application = await probe({ THINGS_HOST: things.host, OTHERS_HOST: others.host });
  for (const url of ['/others', '/answer', '/others']) await application.inject(url);
  await application.close();
  expect([things, others].map(({ received }) => received.map(({ url }) => url))).toEqual([
    ['/things'],
    ['/others', '/others'],
  ]);
});

test('a parameter that is undefined is left out', async () => {
  expect((await outcome((response) => response.end(fits))).received[0]?.url).toBe('/things');
});

test.each<[string, number, Script]>([
  ['status 500', 502, (response) => response.writeHead(500).end('secret')],
  ['status 503', 502, (response) => response.writeHead(503).end('secret')],
  ['status 400', 502, (response) => response.writeHead(400).end('secret')],
  ['a redirect', 502, (response) => response.writeHead(302, { location: '/elsewhere' }).end()],
  ['HTML', 502, (response) => response.end('<h1>secret</h1>')],
  ['nothing', 502, (response) => response.end()],
  ['the wrong shape', 502, (response) => response.end('{"fits":"secret"}')],
  ['too much', 502, (response) => response.end(JSON.stringify({ fits: true, secret: 'x'.repeat(2_000_000) }))],
  ['what is not HTTP', 502, (response) => response.socket?.end('secret\r\n\r\n')],
  [
    'an answer that breaks off',
    502,
    (response) => {
      response.writeHead(200, { 'content-length': 1000 }).write('{"fits":', () => response.destroy());
    },
  ],
  [
    'an answer that is reset',
    502,
    (response) => {
      response.writeHead(200).write('{"fits":', () => response.socket?.resetAndDestroy());
    },
  ],
])('%s becomes %i at the first attempt, and nothing of it is passed on', async (_, expected, script) => {
  const { status, body, received } = await outcome(script);
  expect(status).toBe(expected);
  expect(body).not.toContain('secret');
  expect(JSON.parse(body)).toMatchObject({ status: expected, detail: expect.stringContaining('things') });
  expect(received).toHaveLength(1);
});

test.each<[string, Script]>([
  ['is silent', () => undefined],
  ['stops in mid-body', (response) => response.writeHead(200).write('{')],
])('an upstream that %s is given up at the deadline, with 504', async (_, script) => {
  const { status, received } = await outcome(script, { deadline: 300 });
  expect(status).toBe(504);
  // On a busy machine the deadline may come before the request.
  expect(received.length).toBeLessThanOrEqual(1);
});

test('the deadline covers the retry', async () => {
  const script: Script = (response, attempt) => (attempt === 1 ? response.socket?.resetAndDestroy() : undefined);
  const { status, received } = await outcome(script, { deadline: 3000 });
  expect({ status, attempts: received.length }).toEqual({ status: 504, attempts: 2 });
});

test('after a reset it tries once more, on a new connection', async () => {
  const script: Script = (response, attempt) =>
    attempt === 1 ? response.socket?.resetAndDestroy() : response.end(fits);
  const { status, received } = await outcome(script);
  expect(status).toBe(200);
  expect(received.map(({ connection }) => connection)).toEqual([1, 2]);
});

test('after a second reset it gives up, with 503', async () => {
  const { status, received } = await outcome((response) => response.socket?.resetAndDestroy());
  expect({ status, attempts: received.length }).toEqual({ status: 503, attempts: 2 });
});

test('connections are kept and taken in turn, and a retry uses none of them, since all may be stale', async () => {
  const script: Script = (response, attempt) =>
    attempt === 6 ? response.socket?.resetAndDestroy() : response.end(fits);
  await using upstream = await ScriptedUpstream.start(script);
  const application = await probe({ THINGS_HOST: upstream.host });
  for (let i = 0; i < 6; i++) {
    expect((await application.inject('/answer')).statusCode).toBe(200);
    // undici takes a connection back one turn of the event loop after its answer, in case it closes after all.
    await setImmediate();
  }
  await application.close();
  // Two for one caller: undici has one more at hand than are in use.
  expect(upstream.received.map(({ connection }) => connection)).toEqual([1, 1, 2, 1, 2, 1, 3]);
  expect(upstream.received[6]?.headers.connection).toBe('close');
});

test('an upstream that refuses or has no address becomes 503, whatever the proxy variables say', async () => {
  process.env.HTTP_PROXY = `http://${await refusingHost()}`;
  for (const THINGS_HOST of [await refusingHost(), 'nobody.invalid']) {
    const application = await probe({ THINGS_HOST });
    expect((await application.inject('/answer')).json()).toMatchObject({
      status: 503,
      detail: 'things cannot be reached.',
    });
    await application.close();
  }
  expect((await outcome((response) => response.end(fits))).status).toBe(200);
  delete process.env.HTTP_PROXY;
});

test('a caller that hangs up ends its upstream call, and no other', async () => {
  const arrivals = [Promise.withResolvers<true>(), Promise.withResolvers<true>()];
  const firstEnded = Promise.withResolvers<number>();
  await using upstream = await ScriptedUpstream.start((response, attempt) => {
    response.on('close', () => firstEnded.resolve(attempt));
    arrivals[attempt - 1]?.resolve(true);
  });
  const application = await probe({ THINGS_HOST: upstream.host, UPSTREAM_DEADLINE_MS: '10000' });
  await application.listen(0, '127.0.0.1');
  const { port } = application.getHttpServer().address() as AddressInfo;
  const ask = () => get({ port, host: '127.0.0.1', path: '/answer' }).on('error', () => undefined);
  const stays = ask();
  await arrivals[0]?.promise;
  const leaves = ask();
  await arrivals[1]?.promise;
  leaves.destroy();
  const ended = await firstEnded.promise;
  stays.destroy();
  await application.close();
  // The deadline would end the one that came first.
  expect(ended).toBe(2);
  // Nobody waits for another attempt.
  expect(upstream.received).toHaveLength(2);
});
