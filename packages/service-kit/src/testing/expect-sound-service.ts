import { expect } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import fc from 'fast-check';
import { expectSound } from './expect-sound.ts';
import { junkQuery, junkRequest, looks, requestBytes } from './junk-requests.ts';
import { listening } from './listening.ts';
import { answerSchema, openApiDocumentOf } from './openapi-document.ts';
import { exchange } from './raw-exchange.ts';

/** What a service is asked by a fuzz test: the paths that it has, and the parameters of their queries. */
export interface Surface {
  readonly paths: readonly string[];
  readonly parameters: readonly string[];
}

/** Whatever a request says, and wherever its bytes end: it is answered, and never with a fault of the service. */
export async function expectSoundAnswers(application: NestFastifyApplication, surface: Surface): Promise<void> {
  const port = await listening(application);
  const body = fc.oneof(fc.constant(''), fc.string({ unit: 'binary', maxLength: 20 }), fc.json());
  const request = junkRequest([...surface.paths, '/openapi.json'], surface.parameters);
  await fc.assert(
    fc.asyncProperty(request, body, async (asked, sent) => {
      const answer = await exchange(port, requestBytes(asked, Buffer.from(sent).toString('latin1')));
      expectSound(answer, asked.method === 'HEAD');
    }),
    looks(400),
  );
  // Empty lines alone are no request, and wait for one.
  const noise = fc.string({ unit: 'binary', maxLength: 200 }).filter((text) => /[^\r\n]/.test(text));
  await fc.assert(
    fc.asyncProperty(noise, async (bytes) => {
      expectSound(await exchange(port, `${Buffer.from(bytes).toString('latin1')}\r\n\r\n`));
    }),
    looks(100),
  );
  const [path = ''] = surface.paths;
  expect(await exchange(port, requestBytes({ method: 'GET', target: path, headers: [] }))).toMatchObject({
    status: 200,
  });
}

/**
 * Every operation that the service's OpenAPI document names answers as it says: with a status that is there, a success by
 * its own number, with the headers that are there, and a body that fits.
 */
export async function expectDocumentedAnswers(
  application: NestFastifyApplication,
  { parameters }: Surface,
): Promise<void> {
  const document = await openApiDocumentOf(application);
  const port = await listening(application);
  const paths = Object.keys(document.paths);
  const statuses = new Set<number>();
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), junkQuery(parameters), async (path, query) => {
      const answer = await exchange(port, requestBytes({ method: 'GET', target: `${path}?${query}`, headers: [] }));
      expectSound(answer);
      const operation = document.paths[path]?.get;
      const documented = operation?.responses[answer.status];
      expect({ status: answer.status, documented: documented !== undefined || answer.status >= 400 }).toMatchObject({
        documented: true,
      });
      const { headers = {} } = documented ?? operation?.responses.default ?? {};
      expect(Object.keys(answer.headers)).toEqual(expect.arrayContaining(Object.keys(headers)));
      answerSchema(document, operation, { statusCode: answer.status, headers: answer.headers }).parse(
        JSON.parse(answer.body),
      );
      statuses.add(answer.status);
    }),
    looks(300),
  );
  // Else the queries were all junk, or none was.
  expect([...statuses]).toEqual(expect.arrayContaining([200, 400]));
}
