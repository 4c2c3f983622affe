import type { FastifyInstance } from 'fastify';
import type { Logger } from 'nestjs-pino';
import { pathOf } from '../http/path-of.ts';
import { requestIds } from '../http/request-context.ts';

/** Logs each answered request, at `debug`: a line for each costs CPU that the autoscaler would take for load. */
export function addRequestLog(server: FastifyInstance, logger: Pick<Logger, 'debug'>): void {
  server.addHook('onResponse', (request, reply, done) => {
    const { method, url } = request;
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    logger.debug(
      { ...requestIds(request), method, url: pathOf(url), status: reply.statusCode, ms, msg: 'request' },
      'Request',
    );
    done();
  });
}
