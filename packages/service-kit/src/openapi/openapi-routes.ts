import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';

/** Where a service's document is. */
export const openApiPath = '/openapi.json';

/** Adds the route of the document. The document is made when it is first asked for: no pod's start waits for it. */
export function addOpenApiRoute(application: NestFastifyApplication, server: FastifyInstance): void {
  let text: Promise<string> | undefined;
  server.get(openApiPath, async (_request, reply) => {
    text ??= documentText(application);
    return reply.type('application/json').send(await text);
  });
}

async function documentText(application: NestFastifyApplication): Promise<string> {
  const { openApiDocument } = await import('./document.ts');
  return JSON.stringify(openApiDocument(application));
}
