import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import * as z from 'zod';

// The parts of OpenAPI 3.1 that our documents use, as strict as its specification: https://spec.openapis.org/oas/v3.1.1

const schema = z.record(z.string(), z.unknown());
const content = z.record(z.string().includes('/'), z.strictObject({ schema }));
const header = z.strictObject({ description: z.string(), schema });
const response = z.strictObject({
  description: z.string(),
  headers: z.record(z.string(), header).optional(),
  content: content.optional(),
});
const parameter = z.strictObject({
  name: z.string().min(1),
  in: z.enum(['query', 'header', 'path', 'cookie']),
  required: z.boolean(),
  description: z.string().optional(),
  schema,
});
const operation = z.strictObject({
  operationId: z.string().min(1),
  parameters: z.array(parameter),
  requestBody: z.strictObject({ required: z.boolean(), content }).optional(),
  responses: z.record(z.string().regex(/^([1-5]\d\d|default)$/), response),
});
const document = z.object({
  openapi: z.string().regex(/^3\.1\.\d+$/),
  info: z.object({ title: z.string().min(1), version: z.string().min(1) }),
  paths: z.record(
    z.string().startsWith('/'),
    z.partialRecord(z.enum(['get', 'put', 'post', 'delete', 'patch']), operation),
  ),
  components: z.object({ schemas: z.record(z.string().regex(/^[\w.-]+$/), schema) }),
});
export type OpenApiDocument = z.output<typeof document>;
type Operation = z.output<typeof operation>;

/** A service's own document, checked for what any OpenAPI document must be. */
export async function openApiDocumentOf(application: NestFastifyApplication): Promise<OpenApiDocument> {
  const answer = await application.inject('/openapi.json');
  const checked = document.parse(answer.json());
  const operations = Object.values(checked.paths).flatMap((path) => Object.values(path));
  const ids = operations.map(({ operationId }) => operationId);
  if (new Set(ids).size !== ids.length) throw new Error(`an operationId occurs twice in ${ids.join(', ')}`);
  for (const [, name] of answer.body.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)) {
    if (!checked.components.schemas[name ?? '']) throw new Error(`the document refers to ${name}, which it lacks`);
  }
  return checked;
}

/** The schema that a document gives for an answer, as one that values can be parsed by. */
export function answerSchema(
  { components }: OpenApiDocument,
  operation: Pick<Operation, 'responses'> | undefined,
  answer: { readonly statusCode: number; readonly headers: Readonly<Record<string, unknown>> },
): z.ZodType {
  const { content } = operation?.responses[answer.statusCode] ?? operation?.responses.default ?? {};
  const [mediaType = ''] = String(answer.headers['content-type']).split(';');
  const found = content?.[mediaType];
  if (!found) throw new Error(`the document has no answer with status ${answer.statusCode} and type ${mediaType}`);
  // zod looks for definitions where JSON Schema has them.
  const definitions = JSON.parse(
    JSON.stringify({ ...found.schema, $defs: components.schemas }).replaceAll('#/components/schemas/', '#/$defs/'),
  ) as Parameters<typeof z.fromJSONSchema>[0];
  return z.fromJSONSchema(definitions);
}
