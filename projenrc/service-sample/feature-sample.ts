import type { SampleNames } from './sampled-service.ts';

/** A service that the sampled one calls, and the name of the class that calls it. */
interface SampledClient {
  readonly name: string;
  readonly client: string;
}

export const summarySource = `import * as z from 'zod';

/** What the main endpoint answers. Once another service relies on it, it belongs in packages/contracts. */
export const summary = z.object({
  service: z.string(),
  /** What the services that this one calls say, by their names. */
  answers: z.record(z.string(), z.json()),
});
export type Summary = z.output<typeof summary>;
`;

export function clientSource({ kit }: SampleNames, { name, client }: SampledClient): string {
  return `import type { CallContext } from '${kit}/http/call-context';
import { Upstream } from '${kit}/upstream/upstream';
import { UpstreamClient } from '${kit}/upstream/upstream-client';
import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { service } from '../service.generated.ts';

/** Any JSON; what ${name} promises beyond that is a schema of packages/contracts. */
const promised = z.json();

/** ${name}, as far as this service asks it. */
@Injectable()
export class ${client} {
  constructor(@Upstream(service, '${name}') private readonly http: UpstreamClient) {}

  ask(context: CallContext): Promise<z.output<typeof promised>> {
    const { path } = service.upstreams['${name}'];
    return this.http.get({ path, query: {}, answer: promised, context });
  }
}
`;
}

export function controllerSource({ controller, kit }: SampleNames, clients: readonly SampledClient[]): string {
  if (clients.length === 0) {
    return `import { Answer } from '${kit}/openapi/answer';
import { Controller, Get } from '@nestjs/common';
import { service } from '../service.generated.ts';
import { type Summary, summary } from './summary.ts';

@Controller()
export class ${controller} {
  @Get(service.path)
  @Answer(summary)
  summary(): Summary {
    return { service: service.name, answers: {} };
  }
}
`;
  }
  return `import { type CallContext, CallContextOf } from '${kit}/http/call-context';
import { Answer } from '${kit}/openapi/answer';
import { Controller, Get } from '@nestjs/common';
import { service } from '../service.generated.ts';
import { type Summary, summary } from './summary.ts';
${clients.map(({ name, client }) => `import { ${client} } from './${name}.client.ts';\n`).join('')}
@Controller()
export class ${controller} {
${constructorSource(clients)}
  @Get(service.path)
  @Answer(summary)
  async summary(@CallContextOf() context: CallContext): Promise<Summary> {
    const answers = {
${clients.map(({ name, client }) => `      ${key(name)}: await this.${property(client)}.ask(context),\n`).join('')}    };
    return { service: service.name, answers };
  }
}
`;
}

function constructorSource(clients: readonly SampledClient[]): string {
  const parameters = clients.map(({ client }) => `private readonly ${property(client)}: ${client}`);
  if (parameters.length === 1) return `  constructor(${parameters[0]}) {}\n`;
  return `  constructor(\n${parameters.map((parameter) => `    ${parameter},\n`).join('')}  ) {}\n`;
}

/** As the formatter wants it: quoted only where it must be. */
function key(name: string): string {
  return name.includes('-') ? `'${name}'` : name;
}

/** The name of a class as that of a property. */
function property(client: string): string {
  return client.charAt(0).toLowerCase() + client.slice(1);
}

/** One scripted server stands for every service that this one calls. */
export function specSource({ config, kit }: SampleNames): string {
  return `import { createApplication } from '${kit}/application';
import { openApiDocumentOf } from '${kit}/testing/openapi-document';
import { type Script, ScriptedUpstream } from '${kit}/testing/scripted-upstream';
import { expect, test } from '@jest/globals';
import { AppModule } from '../app.module.ts';
import { ${config} } from '../config.ts';
import { service } from '../service.generated.ts';
import { summary } from './summary.ts';

/** The services that this one calls. */
const upstreams = Object.entries<{ readonly hostVariable: string; readonly path: string }>(service.upstreams);

/** What this service answers when those that it calls follow the script, and what they were asked. */
async function askWith(script: Script) {
  await using upstream = await ScriptedUpstream.start(script);
  const hosts = upstreams.map(([, { hostVariable }]) => [hostVariable, upstream.host]);
  const config = new ${config}({ LOG_LEVEL: 'silent', ...Object.fromEntries(hosts) });
  const application = await createApplication(AppModule, config);
  const response = await application.inject(service.path);
  const { paths } = await openApiDocumentOf(application);
  await application.close();
  return { response, documented: Object.keys(paths), asked: upstream.received.map(({ url }) => url) };
}

test('the main endpoint answers with what the services that it calls say', async () => {
  const { response, documented, asked } = await askWith((upstream) => upstream.end('{"said":1}'));
  expect(response.statusCode).toBe(200);
  expect(summary.parse(response.json())).toEqual({
    service: service.name,
    answers: Object.fromEntries(upstreams.map(([name]) => [name, { said: 1 }])),
  });
  expect(asked).toEqual(upstreams.map(([, { path }]) => path));
  expect(documented).toEqual([service.path]);
});
`;
}
