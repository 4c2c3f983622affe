import { SampleFile, TextFile } from 'projen';
import type { Monorepo } from './monorepo.ts';
import type { NestService } from './nest-service.ts';

const folder = 'loadtests/src/journeys';

/** What k6 does at each public service: a sample to write on from, and the generated index that the scenarios choose by. */
export class Journeys extends TextFile {
  private readonly repo: Monorepo;

  constructor(repo: Monorepo) {
    super(repo, `${folder}/journeys.generated.ts`, { marker: true });
    this.repo = repo;
  }

  override preSynthesize(): void {
    const services = this.repo.services.filter((service) => service.public);
    this.addLine(`// ${this.marker}`);
    this.addLine(`import type { Response } from 'k6/http';`);
    services.forEach(({ name }, index) => this.addLine(`import { journey as journey${index} } from './${name}.ts';`));
    this.addLine('');
    this.addLine('/** What a user of each public service does, by its name; the last answer that the user got. */');
    this.addLine('export const journeys: Readonly<Record<string, (baseUrl: string) => Response>> = {');
    services.forEach(({ name }, index) => this.addLine(`  '${name}': journey${index},`));
    this.addLine('};');
    this.addLine('');
    for (const service of services) {
      new SampleFile(this.project, `${folder}/${service.name}.ts`, { contents: sampleJourney(service) });
    }
  }
}

export function sampleJourney({ name, path }: Pick<NestService, 'name' | 'path'>): string {
  return `import { check } from 'k6';
import http, { type Response } from 'k6/http';

/** A pattern, since parsing every body would cost the generator more than sending. */
const json = /^\\s*[[{]/;

/** Asks for what ${name} is there for; the answer tells the harness which pod gave it. */
export function journey(baseUrl: string): Response {
  // Longer than the service's own deadline (2 s) with its retry, so that it answers for its upstreams, not this timeout.
  const response = http.get(\`\${baseUrl}${path}\`, { timeout: '5s' });
  check(response, {
    'answers with JSON': ({ status, body }) => status !== 200 || (typeof body === 'string' && json.test(body)),
  });
  return response;
}
`;
}
