import { expect, test } from '@jest/globals';
import { fastify } from 'fastify';
import type { Logger } from 'nestjs-pino';
import { addRequestLog } from './request-log.ts';

test('each request is logged at debug, with its id and its status', async () => {
  const logged: unknown[] = [];
  const logger: Pick<Logger, 'debug'> = { debug: (line) => void logged.push(line) };
  const server = fastify({ genReqId: () => 'req-1' });
  addRequestLog(server, logger);
  await server.inject('/nowhere');
  expect(logged).toMatchObject([
    { reqId: 'req-1', method: 'GET', url: '/nowhere', status: 404, ms: expect.any(Number) },
  ]);
});
