import { once } from 'node:events';
import type { Server } from 'node:http';
import { type Socket, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { Controller, Get, Module, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createApplication } from '../application.ts';
import { serviceConfig } from '../config/service-config.ts';
import { expectSound } from '../testing/expect-sound.ts';
import { listening } from '../testing/listening.ts';
import { type RawAnswer, exchange } from '../testing/raw-exchange.ts';
import { limits } from './limits.ts';

class ProbeConfig extends serviceConfig({ name: 'probe', port: 1, adminPort: 2, upstreams: {} }) {}

let release = Promise.withResolvers<string[]>();
let entered = Promise.withResolvers<undefined>();

@Controller()
class ProbeController {
  @Get()
  fast(): string[] {
    return [];
  }

  @Post()
  take(): string[] {
    return [];
  }

  @Get('slow')
  slow(): Promise<string[]> {
    entered.resolve(undefined);
    return release.promise;
  }
}

@Module({ controllers: [ProbeController] })
class ProbeModule {}

let application: NestFastifyApplication;
async function start(environment: Record<string, string> = {}): Promise<number> {
  application = await createApplication(ProbeModule, new ProbeConfig({ LOG_LEVEL: 'silent', ...environment }));
  return listening(application);
}
beforeEach(() => {
  release = Promise.withResolvers();
  entered = Promise.withResolvers();
});
afterEach(async () => {
  release.resolve([]);
  await application.close();
});

async function ask(port: number, target: string, head = '', method = 'GET', body = ''): Promise<RawAnswer> {
  const answer = await exchange(
    port,
    `${method} ${target} HTTP/1.1\r\nhost: a\r\n${head}connection: close\r\n\r\n${body}`,
  );
  if (!answer) throw new Error('there was no answer');
  return answer;
}

test('a URL is taken up to the limit, and refused beyond it', async () => {
  const port = await start();
  expect(await ask(port, `/?${'a'.repeat(limits.url - 2)}`)).toMatchObject({ status: 200 });
  const answer = await ask(port, `/?${'a'.repeat(limits.url - 1)}`);
  expectSound(answer);
  expect(answer).toMatchObject({ status: 414, body: expect.stringContaining(`${limits.url} are taken at most`) });
});

test('headers are taken up to the limit, and refused beyond it', async () => {
  const port = await start();
  expect(await ask(port, '/', `x-long: ${'a'.repeat(limits.head - 200)}\r\n`)).toMatchObject({ status: 200 });
  const answer = await ask(port, '/', `x-long: ${'a'.repeat(limits.head)}\r\n`);
  expectSound(answer);
  expect(answer.status).toBe(431);
});

test('a body is taken up to the limit, and refused beyond it', async () => {
  const port = await start();
  const head = (length: number): string => `content-type: application/json\r\ncontent-length: ${length}\r\n`;
  const json = (length: number): string => `"${'a'.repeat(length - 2)}"`;
  expect(await ask(port, '/', head(limits.body), 'POST', json(limits.body))).toMatchObject({ status: 201 });
  const answer = await ask(port, '/', head(limits.body + 1), 'POST', json(limits.body + 1));
  expectSound(answer);
  expect(answer.status).toBe(413);
});

test.each([
  ['an expectation that nobody can meet', 417, 'GET', '/', 'expect: the-unexpected\r\n'],
  ['a caller that takes it for a proxy', 405, 'CONNECT', 'example.org:443', ''],
])('%s is a problem of status %i', async (_, status, method, target, head) => {
  const answer = await ask(await start(), target, head, method);
  expectSound(answer);
  expect(answer.status).toBe(status);
});

test('beyond the limit of requests in flight, one is refused with when to come again, and then taken', async () => {
  const port = await start({ MAX_REQUESTS_IN_FLIGHT: '1' });
  const slow = ask(port, '/slow');
  await entered.promise;
  const refused = await ask(port, '/');
  expect(refused).toMatchObject({ status: 503, headers: { 'retry-after': '1', 'x-content-type-options': 'nosniff' } });
  expect(JSON.parse(refused.body)).toMatchObject({ status: 503, requestId: refused.headers['x-request-id'] });
  // A load balancer asks for it, and would take every pod out that is busy.
  expect(await ask(port, '/openapi.json')).toMatchObject({ status: 200 });
  release.resolve([]);
  expect(await slow).toMatchObject({ status: 200 });
  expect(await ask(port, '/')).toMatchObject({ status: 200 });
});

test('with 0 there is no limit of requests in flight', async () => {
  const port = await start({ MAX_REQUESTS_IN_FLIGHT: '0' });
  const slow = [ask(port, '/slow'), ask(port, '/slow')];
  await entered.promise;
  expect(await ask(port, '/')).toMatchObject({ status: 200 });
  release.resolve([]);
  for (const answer of await Promise.all(slow)) expect(answer.status).toBe(200);
});

test('the server waits for a request no longer than the limits say', async () => {
  await start();
  const { headersTimeout, requestTimeout } = application.getHttpServer() as Server;
  expect({ headersTimeout, requestTimeout }).toEqual({ headersTimeout: 5000, requestTimeout: 10_000 });
});

/** A caller that goes on saying nothing more. */
async function stalled(port: number, bytes: string): Promise<string> {
  const socket: Socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(bytes);
  return text(socket);
}

test.each([
  ['headers', 'GET / HTTP/1.1\r\nhost: a\r\nx-half'],
  ['body', 'POST / HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n"half'],
])('a caller whose %s do not come is told so, and cut off', async (_, bytes) => {
  const port = await start();
  const server = application.getHttpServer() as Server;
  // As if the limits had passed already; Node looks for who is late every 2 s.
  Object.assign(server, { headersTimeout: 1, requestTimeout: 1 });
  const answer = await stalled(port, bytes);
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  expect(answer).toMatch('application/problem+json');
});
