import { once } from 'node:events';
import { get } from 'node:http';
import { connect } from 'node:net';
import { UserError } from '@eks-practice/errors/user-error';
import { Controller, Get, Module } from '@nestjs/common';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { serviceConfig } from './config/service-config.ts';
import { RunningService } from './running-service.ts';
import { ScriptedUpstream, refusingHost } from './testing/scripted-upstream.ts';
import { TraceCollector } from './testing/trace-collector.ts';

class ProbeConfig extends serviceConfig({ name: 'probe', port: 1, adminPort: 2, upstreams: {} }) {}

let entered = Promise.withResolvers<undefined>();
let release = Promise.withResolvers<undefined>();

@Controller()
class ProbeController {
  @Get('slow')
  async slow(): Promise<string[]> {
    entered.resolve(undefined);
    await release.promise;
    return [];
  }

  @Get('fast')
  fast(): string[] {
    return [];
  }
}

@Module({ controllers: [ProbeController] })
class ProbeModule {}

let running: RunningService | undefined;
beforeEach(() => {
  entered = Promise.withResolvers();
  release = Promise.withResolvers();
});
afterEach(async () => {
  release.resolve(undefined);
  await running?.drain({ serveSeconds: 0, sleep: () => new Promise(() => undefined), log: () => undefined });
  running = undefined;
});

const portOf = (host: string): string => host.split(':')[1] ?? '';

async function start(variables?: { PORT?: string; ADMIN_PORT?: string; OTEL_EXPORTER_OTLP_ENDPOINT?: string }) {
  const environment = {
    PORT: portOf(await refusingHost()),
    ADMIN_PORT: portOf(await refusingHost()),
    LOG_LEVEL: 'silent',
    ...variables,
  };
  const service = await RunningService.start(ProbeModule, new ProbeConfig(environment));
  running = service;
  return {
    service,
    main: `http://127.0.0.1:${environment.PORT}`,
    admin: `http://127.0.0.1:${environment.ADMIN_PORT}`,
  };
}

async function statusOf(url: string): Promise<number> {
  const response = await fetch(url, { headers: { connection: 'close' } });
  await response.body?.cancel();
  return response.status;
}

async function accepts(url: string): Promise<boolean> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const accepted = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return accepted;
}

test('health is answered on the admin port, and nothing of it on the other', async () => {
  const { main, admin } = await start();
  expect(await statusOf(`${main}/fast`)).toBe(200);
  expect(await statusOf(`${admin}/fast`)).toBe(404);
  for (const path of ['/healthz', '/readyz', '/metrics']) {
    expect({ path, main: await statusOf(`${main}${path}`) }).toEqual({ path, main: 404 });
    expect({ path, admin: await statusOf(`${admin}${path}`) }).toEqual({ path, admin: 200 });
  }
});

test('it drains on one port and says so on the other, which closes last', async () => {
  const { service, main, admin } = await start();
  const [served, closing] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  const answered = once(get(`${main}/slow`), 'response');
  await entered.promise;
  const sleep = (milliseconds: number): Promise<undefined> => {
    if (milliseconds === 5000) return served.promise;
    closing.resolve(undefined);
    return new Promise(() => undefined);
  };
  const exitCode = service.drain({ serveSeconds: 5, sleep, log: () => undefined });
  const health = async () => [await statusOf(`${admin}/readyz`), await statusOf(`${admin}/healthz`)];
  expect(await statusOf(`${main}/fast`)).toBe(200);
  expect(await health()).toEqual([503, 200]);

  served.resolve(undefined);
  await closing.promise;
  while (await accepts(main));
  expect(await health()).toEqual([503, 200]);

  release.resolve(undefined);
  await answered;
  expect(await exitCode).toBe(0);
  expect(await accepts(admin)).toBe(false);
});

test('the spans of the last requests are exported before it ends', async () => {
  await using collector = await TraceCollector.start();
  const { service, main } = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint });
  const answered = once(get(`${main}/slow`), 'response');
  await entered.promise;
  const exitCode = service.drain({ serveSeconds: 0, sleep: () => new Promise(() => undefined), log: () => undefined });
  release.resolve(undefined);
  await answered;
  expect(await exitCode).toBe(0);
  expect(collector.spans.map(({ name }) => name)).toEqual(['GET /slow']);
});

test.each(['PORT', 'ADMIN_PORT'])('a %s in use is named, and the other is free again', async (variable) => {
  await using occupier = await ScriptedUpstream.start((response) => response.end());
  const free = portOf(await refusingHost());
  const other = variable === 'PORT' ? 'ADMIN_PORT' : 'PORT';
  const error = await start({ [variable]: portOf(occupier.host), [other]: free }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  expect(error).toMatchObject({ code: 'port-in-use', remedy: expect.stringContaining(`set ${variable} to`) });
  expect(await accepts(`http://127.0.0.1:${free}`)).toBe(false);
});

test('the admin port opens second, so that ready means ready: where both are in use, PORT is named', async () => {
  await using first = await ScriptedUpstream.start((response) => response.end());
  await using second = await ScriptedUpstream.start((response) => response.end());
  await expect(start({ PORT: portOf(first.host), ADMIN_PORT: portOf(second.host) })).rejects.toMatchObject({
    remedy: expect.stringContaining('set PORT to'),
  });
});
