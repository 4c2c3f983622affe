import { createRequire } from 'node:module';
import { UserError } from '@eks-practice/errors/user-error';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/**
 * Shows the OpenAPI document as a page at `/docs`.
 * @throws {UserError} `no-openapi-page` where the page's own files are not installed, as in an image
 */
export async function addOpenApiPage(application: NestFastifyApplication): Promise<void> {
  requirePage();
  const { SwaggerModule } = await import('@nestjs/swagger');
  const { openApiDocument } = await import('./document.ts');
  SwaggerModule.setup('docs', application, () => openApiDocument(application), { raw: false });
}

function requirePage(): void {
  try {
    createRequire(import.meta.url).resolve('swagger-ui-dist/package.json');
  } catch (cause) {
    throw new UserError('OPENAPI_UI is true, but the files of the page are not here.', {
      code: 'no-openapi-page',
      remedy: 'Leave OPENAPI_UI out: the images do not hold the page. The document itself is at /openapi.json.',
      cause,
    });
  }
}
