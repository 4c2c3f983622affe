import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createAdminApplication } from '../admin/admin-application.ts';
import { createApplication } from '../application.ts';
import { ProbeConfig, ProbeModule } from '../testing/probe-service.ts';
import { type Script, ScriptedUpstream, refusingHost } from '../testing/scripted-upstream.ts';

let application: NestFastifyApplication;
let admin: NestFastifyApplication;

async function start(environment: Record<string, string> = {}): Promise<void> {
  application = await createApplication(ProbeModule, new ProbeConfig({ LOG_LEVEL: 'silent', ...environment }));
  admin = await createAdminApplication(application);
}
beforeEach(() => start());
afterEach(async () => {
  await application.close();
  await admin.close();
});

/** The lines of `/metrics` that begin so, each with its value, by their labels. */
async function metric(name: string): Promise<Record<string, number>> {
  const { body, headers } = await admin.inject('/metrics');
  expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
  const lines = body.split('\n').filter((line) => new RegExp(`^${name}[{ ]`).test(line));
  return Object.fromEntries(
    lines.map((line) => [line.slice(name.length, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]),
  );
}
const requests = () => metric('http_request_duration_seconds_count');

test('every request is counted once, by the pattern of its route', async () => {
  expect(await requests()).toEqual({});
  for (let i = 0; i < 7; i++) await application.inject(`/items/${i}?secret=${i}`);
  for (let i = 0; i < 3; i++) await application.inject(`/nowhere/${i}`);
  await application.inject({ method: 'POST', url: '/items/1' });
  // What the router itself refuses.
  for (const url of ['/%', '/items/%zz']) await application.inject(url);
  expect(await requests()).toEqual({
    '{method="GET",route="/items/:id",status="200"}': 7,
    '{method="GET",route="unmatched",status="404"}': 3,
    '{method="POST",route="unmatched",status="404"}': 1,
    '{method="GET",route="unmatched",status="400"}': 2,
  });
  expect(await metric('http_requests_in_flight')).toEqual({ '': 0 });
});

test('probes and scrapes are not counted, and neither are the requests of another application', async () => {
  const [first, firstAdmin] = [application, admin];
  await first.inject('/items/1');
  await start();
  for (const url of ['/healthz', '/metrics']) await admin.inject(url);
  expect(await requests()).toEqual({});
  await first.close();
  await firstAdmin.close();
});

test('a caller that hangs up is counted as 499, and its call as left; until then both are in flight', async () => {
  await application.close();
  await admin.close();
  const asked = Promise.withResolvers<undefined>();
  await using upstream = await ScriptedUpstream.start(() => asked.resolve(undefined));
  // So long that a starved machine does not end the call first.
  await start({ THINGS_HOST: upstream.host, UPSTREAM_DEADLINE_MS: '10000' });
  await application.listen(0, '127.0.0.1');
  const { port } = application.getHttpServer().address() as AddressInfo;
  const call = get({ port, host: '127.0.0.1', path: '/things' });
  call.on('error', () => undefined);
  await asked.promise;
  expect(await metric('http_requests_in_flight')).toEqual({ '': 1 });
  expect(await metric('upstream_connections')).toEqual({
    '{upstream="things",state="in-use"}': 1,
    '{upstream="things",state="free"}': 0,
  });
  expect(await requests()).toEqual({});
  call.destroy();
  while ((await metric('http_requests_in_flight'))[''] !== 0) await setImmediate();
  expect(await requests()).toEqual({ '{method="GET",route="/things",status="499"}': 1 });
  expect(await metric('upstream_call_duration_seconds_count')).toEqual({
    '{upstream="things",outcome="caller-left"}': 1,
  });
});

test.each<[string, Script | undefined]>([
  ['ok', (response) => response.end('["fits"]')],
  ['bad-answer', (response) => response.end('"does not"')],
  ['unreachable', undefined],
  ['deadline', () => undefined],
])('an upstream call that ends with %s is counted as that, once', async (outcome, script) => {
  await application.close();
  await admin.close();
  await using upstream = await ScriptedUpstream.start(script ?? (() => undefined));
  await start({
    THINGS_HOST: script ? upstream.host : await refusingHost(),
    UPSTREAM_DEADLINE_MS: outcome === 'deadline' ? '300' : '10000',
  });
  await application.inject('/things');
  // undici takes a connection back one turn of the event loop after its answer.
  await setImmediate();
  expect(await metric('upstream_call_duration_seconds_count')).toEqual({
    [`{upstream="things",outcome="${outcome}"}`]: 1,
  });
  expect((await metric('upstream_connections'))['{upstream="things",state="free"}']).toBe(
    ['ok', 'bad-answer'].includes(outcome) ? 1 : 0,
  );
  expect(await metric('upstream_calls_waiting')).toEqual({ '{upstream="things"}': 0 });
});

test('the process is measured too', async () => {
  for (const name of ['nodejs_eventloop_lag_p99_seconds', 'process_resident_memory_bytes']) {
    expect(Object.values(await metric(name))).toEqual([expect.any(Number)]);
  }
});
