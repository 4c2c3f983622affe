import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import * as z from 'zod';
import { ServiceConfig } from '../config/service-config.ts';
import { problemSchema } from '../problems/problem-schema.ts';
import { problemMediaType } from '../problems/problem.ts';
import { documentAnswers } from './document-answers.ts';
import { answerHeaders, requestHeaders } from './headers.ts';

// Once, because the library keeps them for all documents of the process.
new DocumentBuilder().addGlobalParameters(...requestHeaders).addGlobalResponse({
  status: 'default',
  description: 'Any error.',
  headers: answerHeaders,
  content: { [problemMediaType]: { schema: { $ref: '#/components/schemas/Problem' } } },
});

/**
 * The OpenAPI 3.1 document of a service, from its routes, the schemas of their parameters and those that `@Answer` names.
 * This module is large to load: import it only where a document is asked for.
 */
export function openApiDocument(application: NestFastifyApplication): OpenAPIObject {
  documentAnswers(application);
  const { service } = application.get(ServiceConfig);
  const config = new DocumentBuilder().setTitle(service).setVersion('1').setOpenAPIVersion('3.1.0').build();
  const document = SwaggerModule.createDocument(application, config, {
    standardSchemaConverter: (schema, { schemaType }) => jsonSchemaOf(schema, schemaType),
    autoTagControllers: false,
  });
  const { schema } = jsonSchemaOf(problemSchema, 'output');
  return { ...document, components: { schemas: { ...document.components?.schemas, Problem: schema } } };
}

/**
 * What comes in, as what it is parsed to: in a query, `integer` says more than the text that carries it. What goes out,
 * as what its caller parses by the same contract: with room for fields that are added later.
 */
function jsonSchemaOf(schema: unknown, schemaType: 'input' | 'output') {
  const io = schemaType === 'input' ? 'output' : 'input';
  const { $defs, ...converted } = z.toJSONSchema(schema as z.ZodType, { io });
  // OpenAPI 3.1 takes this dialect for granted.
  delete converted.$schema;
  return { schema: converted as object, ...($defs && { components: $defs }) };
}
