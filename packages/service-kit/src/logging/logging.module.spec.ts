import { Writable } from 'node:stream';
import { expect, test } from '@jest/globals';
import { fastify } from 'fastify';
import { pino } from 'pino';
import { addRequestContext } from '../http/request-context.ts';
import { loggerOptions } from './logging.module.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';

test("a line has its request's ids wherever it is logged from, and a line of no request has none", async () => {
  const lines: unknown[] = [];
  const stream = new Writable({
    write: (line, _, done) => {
      lines.push(JSON.parse(String(line)));
      done();
    },
  });
  const logger = pino(loggerOptions({ LOG_LEVEL: 'info', service: 'probe', POD_NAME: 'pod-7' }), stream);
  const server = fastify({ genReqId: ({ url }) => `req${url}` });
  addRequestContext(server);
  const work = async (): Promise<void> => {
    await new Promise(setImmediate);
    logger.info('works');
  };
  server.get('/*', async () => {
    await work();
    return '';
  });
  await Promise.all(
    ['/1', '/2'].map((url) => server.inject({ url, headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-01` } })),
  );
  await work();
  expect(lines).toMatchObject([
    { service: 'probe', pod: 'pod-7', level: 'info', msg: 'works', reqId: 'req/1', traceId },
    { reqId: 'req/2', traceId },
    { msg: 'works' },
  ]);
  expect(lines[2]).not.toHaveProperty('reqId');
});
