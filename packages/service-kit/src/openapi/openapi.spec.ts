import { Body, Controller, Get, Module, Param, Post, Query } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterEach, expect, test } from '@jest/globals';
import { z } from 'zod';
import { createApplication } from '../application.ts';
import { serviceConfig } from '../config/service-config.ts';
import { answerSchema, openApiDocumentOf } from '../testing/openapi-document.ts';
import { Answer } from './answer.ts';

class ProbeConfig extends serviceConfig({ name: 'probe', port: 1, adminPort: 2, upstreams: {} }) {}

const thing = z.object({ id: z.int(), size: z.number().optional() }).meta({ id: 'Thing' });
const query = z.strictObject({
  size: z.string().transform(Number).pipe(z.int().min(1).max(9)).describe('How large.'),
  colour: z.enum(['red', 'blue']).optional(),
});

@Controller()
class ThingsController {
  @Get('things')
  @Answer(z.array(thing).describe('Some things.'))
  list(@Query({ schema: query }) { size }: z.output<typeof query>): unknown {
    return [{ id: 1, size }];
  }

  @Get('things/:id')
  @Answer(thing)
  one(@Param('id') id: string): unknown {
    return { id: Number(id) };
  }

  @Post('things')
  @Answer(thing)
  add(@Body({ schema: thing }) body: unknown): unknown {
    return body;
  }
}

@Module({ controllers: [ThingsController] })
class ThingsModule {}

let application: NestFastifyApplication;
afterEach(() => application.close());

async function start(environment: Record<string, string> = {}): Promise<void> {
  application = await createApplication(ThingsModule, new ProbeConfig({ LOG_LEVEL: 'silent', ...environment }));
}

test('the document names every route of the service and no other', async () => {
  await start();
  const { info, paths } = await openApiDocumentOf(application);
  expect(info.title).toBe('probe');
  const routes = Object.entries(paths).flatMap(([path, operations]) => Object.keys(operations).map((m) => [m, path]));
  expect(routes.sort()).toEqual([
    ['get', '/things'],
    ['get', '/things/{id}'],
    ['post', '/things'],
  ]);
});

test('a parameter is documented as what it is parsed to, and the headers of requests and answers are named', async () => {
  await start();
  const { paths } = await openApiDocumentOf(application);
  const { parameters, responses } = paths['/things']?.get ?? {};
  expect(parameters?.map((parameter) => ({ ...parameter, description: undefined }))).toEqual([
    {
      name: 'size',
      in: 'query',
      required: true,
      schema: expect.objectContaining({ type: 'integer', minimum: 1, maximum: 9 }),
    },
    { name: 'colour', in: 'query', required: false, schema: { type: 'string', enum: ['red', 'blue'] } },
    { name: 'x-request-id', in: 'header', required: false, schema: { type: 'string' } },
    { name: 'traceparent', in: 'header', required: false, schema: { type: 'string' } },
  ]);
  expect(parameters?.[0]?.description).toBe('How large.');
  for (const { headers } of Object.values(responses ?? {})) {
    expect(Object.keys(headers ?? {})).toEqual(['x-request-id', 'x-served-by']);
  }
});

test.each([
  ['get', '/things', '/things?size=3', 200],
  ['get', '/things', '/things?size=0', 400],
  ['get', '/things/{id}', '/things/7', 200],
  ['post', '/things', '/things', 201],
] as const)(
  '%s %s: the answer to %s, of status %i, fits its schema, and another does not',
  async (method, path, url, status) => {
    await start();
    const document = await openApiDocumentOf(application);
    const operation = document.paths[path]?.[method];
    const payload = method === 'post' ? { payload: { id: 3 } } : {};
    const answer = await application.inject({ method: method === 'post' ? 'POST' : 'GET', url, ...payload });
    expect(answer.statusCode).toBe(status);
    const schema = answerSchema(document, operation, answer);
    expect(schema.safeParse(answer.json())).toMatchObject({ success: true });
    expect(schema.safeParse({ id: 'x' }).success).toBe(false);
  },
);

test('the page is there only where OPENAPI_UI says so', async () => {
  await start();
  expect((await application.inject('/docs')).statusCode).toBe(404);
  await application.close();
  await start({ OPENAPI_UI: 'true' });
  const page = await application.inject('/docs');
  expect(page.headers['content-type']).toMatch('text/html');
  // It would forbid the page its own scripts.
  expect(page.headers).not.toHaveProperty('content-security-policy');
  expect(page.headers['x-content-type-options']).toBe('nosniff');
  expect((await application.inject('/docs/swagger-ui-init.js')).body).toContain('/things/{id}');
  expect((await application.inject('/docs/swagger-ui.css')).statusCode).toBe(200);
});
