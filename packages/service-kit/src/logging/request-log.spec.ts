import { expect, test } from '@jest/globals';
import { fastify } from 'fastify';
import type { Logger } from 'nestjs-pino';
import { addRequestContext } from '../http/request-context.ts';
import { addRequestLog } from './request-log.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';

test('each request is logged at debug, with its ids and its status', async () => {
  const logged: unknown[] = [];
  const logger: Pick<Logger, 'debug'> = { debug: (line) => void logged.push(line) };
  const server = fastify({ genReqId: () => 'req-1' });
  addRequestContext(server);
  addRequestLog(server, logger);
  await server.inject({ url: '/nowhere', headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-01` } });
  expect(logged).toMatchObject([
    { reqId: 'req-1', traceId, method: 'GET', url: '/nowhere', status: 404, ms: expect.any(Number) },
  ]);
});
