import { expect, test } from '@jest/globals';
import { fastify } from 'fastify';
import { serverOptions } from './server-options.ts';

test.each([{ querystring: { type: 'object' } }, { response: { 200: { type: 'object' } } }])(
  "a route with a schema of Fastify's own, %j, is refused as the service starts, with what to do instead",
  async (schema) => {
    const server = fastify(serverOptions);
    server.get('/', { schema }, () => ({}));
    await expect(server.ready()).rejects.toThrow('give the parameter a zod schema');
  },
);
