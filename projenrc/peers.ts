/** What others build such services with, and what measures theirs and ours. */
export const peers = [
  ...['@faker-js/faker', '@hono/node-server', '@kubernetes/client-node', '@nestjs/common', '@nestjs/core'],
  ...['@nestjs/platform-express', 'esbuild', 'fastify', 'hono', 'rxjs', 'undici'],
];
