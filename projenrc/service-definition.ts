import { TextFile } from 'projen';
import type { Monorepo } from './monorepo.ts';
import type { NestService } from './nest-service.ts';

/** What a service's own code must know of its statement: its name and ports, and where the services it calls listen. */
export class ServiceDefinition extends TextFile {
  constructor(repo: Monorepo, { directory, name, port, adminPort, calls }: NestService) {
    super(repo, `${directory}/src/service.generated.ts`, { marker: true });
    this.addLine(`// ${this.marker}`);
    this.addLine('/** This service, as .projenrc.ts states it. */');
    this.addLine('export const service = {');
    this.addLine(`  name: '${name}',`);
    this.addLine(`  port: ${port},`);
    this.addLine(`  adminPort: ${adminPort},`);
    this.addLine('  upstreams: {');
    for (const callee of calls) {
      this.addLine(`    '${callee.name}': { hostVariable: '${callee.hostVariable}', port: ${callee.port} },`);
    }
    this.addLine('  },');
    this.addLine('} as const;');
  }
}
