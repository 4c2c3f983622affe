import { once } from 'node:events';
import { type IncomingMessage, type Server, get } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { BadGatewayException, Controller, Get, Module, Query } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { z } from 'zod';
import { createApplication } from './application.ts';
import { serviceConfig } from './config/service-config.ts';
import { Readiness } from './health/readiness.ts';
import { protectiveHeaders } from './http/answer-headers.ts';

class ProbeConfig extends serviceConfig({ name: 'probe', port: 1, adminPort: 2, upstreams: {} }) {}

let release = Promise.withResolvers<true>();
let entered = Promise.withResolvers<true>();

@Controller()
class ProbeController {
  @Get('checked')
  checked(
    @Query({ schema: z.strictObject({ n: z.string().regex(/^\d$/, 'must be a digit') }) }) query: unknown,
  ): unknown {
    return query;
  }

  @Get('bug')
  bug(): never {
    throw new Error('password=hunter2');
  }

  @Get('gateway')
  gateway(): never {
    throw new BadGatewayException('password=hunter2');
  }

  @Get('slow')
  async slow(): Promise<string[]> {
    entered.resolve(true);
    await release.promise;
    return [];
  }
}

@Module({ controllers: [ProbeController] })
class ProbeModule {}

let application: NestFastifyApplication;
beforeEach(async () => {
  release = Promise.withResolvers();
  entered = Promise.withResolvers();
  application = await createApplication(ProbeModule, new ProbeConfig({ LOG_LEVEL: 'silent', POD_NAME: 'pod-7' }));
});
afterEach(() => application.close());

async function listen(): Promise<number> {
  await application.listen(0, '127.0.0.1');
  return (application.getHttpServer().address() as AddressInfo).port;
}

test.each([
  ['/checked?n=1', 200],
  ['/checked', 400],
  ['/nowhere', 404],
  ['/%', 400],
  ['/bug', 500],
  ['/healthz', 404],
  ['/readyz', 404],
  ['/metrics', 404],
])('%s answers %i with the pod, the request id and what protects a browser', async (url, status) => {
  const { statusCode, headers } = await application.inject({ url, headers: { 'x-request-id': 'req-1' } });
  expect(statusCode).toBe(status);
  expect(headers).toMatchObject({ 'x-served-by': 'pod-7', 'x-request-id': 'req-1', ...protectiveHeaders });
  // Neither what it is made with, nor who may read it from another site.
  expect(headers).not.toHaveProperty('x-powered-by');
  expect(headers).not.toHaveProperty('server');
  expect(headers).not.toHaveProperty('access-control-allow-origin');
});

test.each([undefined, '', 'a b', 'x'.repeat(129), 'forged"}\n{"level":"error'])(
  'a request id of %j is replaced',
  async (given) => {
    const { headers } = await application.inject({
      url: '/checked?n=1',
      headers: given === undefined ? {} : { 'x-request-id': given },
    });
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  },
);

test('a bad query is a problem that names each field', async () => {
  const { headers, statusCode, body } = await application.inject({
    url: '/checked?n=ten&m=1',
    headers: { 'x-request-id': 'req-1' },
  });
  expect(statusCode).toBe(400);
  expect(headers['content-type']).toMatch('application/problem+json');
  expect(JSON.parse(body)).toEqual({
    type: 'about:blank',
    title: 'Bad Request',
    status: 400,
    detail: 'n must be a digit; m is not a parameter of this request',
    requestId: 'req-1',
    errors: [
      { field: 'n', detail: 'must be a digit' },
      { field: 'm', detail: 'is not a parameter of this request' },
    ],
  });
});

test.each(['/nowhere', '/%'])('%s is a problem', async (url) => {
  const { headers, body, statusCode } = await application.inject(url);
  expect(headers['content-type']).toMatch('application/problem+json');
  expect(JSON.parse(body)).toMatchObject({
    type: 'about:blank',
    status: statusCode,
    requestId: headers['x-request-id'],
  });
});

test.each([
  ['/bug', 500, 'error'],
  ['/gateway', 502, 'error'],
])('%s tells its caller nothing of its cause, and the log all, under the request id', async (url, status, level) => {
  const logged: [string, unknown][] = [];
  const log = (name: string) => (message: unknown) => void logged.push([name, message]);
  application.useLogger({ log: log('log'), warn: log('warn'), error: log('error') });
  const { body, statusCode } = await application.inject({ url, headers: { 'x-request-id': 'req-1' } });
  expect(statusCode).toBe(status);
  expect(body).not.toContain('hunter2');
  expect(logged).toEqual([[level, expect.objectContaining({ reqId: 'req-1', status, err: expect.any(Error) })]]);
});

test('what is not HTTP is answered with a problem too', async () => {
  const socket = connect(await listen(), '127.0.0.1');
  socket.write('NONSENSE\r\n\r\n');
  const answer = await text(socket);
  expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  expect(answer).toMatch('x-served-by: pod-7\r\n');
  expect(answer).toMatch('application/problem+json');
  expect(answer).toMatch('x-content-type-options: nosniff\r\n');
});

test('a body over the limit is refused', async () => {
  const { statusCode } = await application.inject({
    method: 'POST',
    url: '/checked',
    headers: { 'content-type': 'application/json' },
    payload: `"${'x'.repeat(16 * 1024)}"`,
  });
  expect(statusCode).toBe(413);
});

test('while it drains, requests are served with connection: close', async () => {
  expect((await application.inject('/checked?n=1')).headers.connection).not.toBe('close');
  application.get(Readiness).startDraining();
  const { statusCode, headers } = await application.inject('/checked?n=1');
  expect({ statusCode, connection: headers.connection }).toEqual({ statusCode: 200, connection: 'close' });
});

test('when it closes, the request in flight is answered, and a new connection is refused', async () => {
  const port = await listen();
  const inFlight = get({ port, host: '127.0.0.1', path: '/slow' });
  const answered = once(inFlight, 'response') as Promise<[IncomingMessage]>;
  await entered.promise;
  application.get(Readiness).startDraining();
  const closed = application.close();
  while ((application.getHttpServer() as Server).listening) await setImmediate();
  const late = connect(port, '127.0.0.1');
  await expect(once(late, 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  release.resolve(true);
  const [response] = await answered;
  expect(response.statusCode).toBe(200);
  expect(response.headers.connection).toBe('close');
  expect(await text(response)).toBe('[]');
  await closed;
});
