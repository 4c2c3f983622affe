/** What others build such services with, and what tells how fast that is. */
export const peers = [
  ...['@hono/node-server', '@nestjs/common', '@nestjs/core', '@nestjs/platform-express', 'autocannon', 'fastify'],
  ...['hono', 'rxjs', 'undici'],
];
