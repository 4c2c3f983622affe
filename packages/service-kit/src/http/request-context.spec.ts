import { expect, test } from '@jest/globals';
import { fastify } from 'fastify';
import { addRequestContext, currentRequestIds, requestIds } from './request-context.ts';
import { traceHeaders } from './trace-context.ts';

test('a request without a trace begins one, the same for its lines and its calls, and none of another request', async () => {
  const server = fastify();
  addRequestContext(server);
  server.get('/', (request) => ({
    line: currentRequestIds()?.traceId,
    error: requestIds(request).traceId,
    call: traceHeaders(request.trace).traceparent?.split('-')[1],
  }));
  const [one, other] = await Promise.all(
    [1, 2].map(async () => (await server.inject('/')).json<Record<string, string>>()),
  );
  expect(new Set(Object.values(one ?? {})).size).toBe(1);
  expect(Object.values(other ?? {})).not.toContain(one?.line);
});
