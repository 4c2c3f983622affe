import { TextFile } from 'projen';
import type { Monorepo } from './monorepo.ts';
import type { NestService } from './nest-service.ts';

/** What a service's own code must know of its statement: its name, ports and main path, and where the services it calls are. */
export class ServiceDefinition extends TextFile {
  constructor(repo: Monorepo, { directory, name, port, adminPort, path, calls }: NestService) {
    super(repo, `${directory}/src/service.generated.ts`, { marker: true });
    this.addLine(`// ${this.marker}`);
    this.addLine('/** This service, as .projenrc.ts states it. */');
    this.addLine('export const service = {');
    this.addLine(`  name: '${name}',`);
    this.addLine(`  port: ${port},`);
    this.addLine(`  adminPort: ${adminPort},`);
    this.addLine(`  path: '${path}',`);
    this.addLine('  upstreams: {');
    for (const callee of calls) {
      const { hostVariable, port, path } = callee;
      this.addLine(`    '${callee.name}': { hostVariable: '${hostVariable}', port: ${port}, path: '${path}' },`);
    }
    this.addLine('  },');
    this.addLine('} as const;');
    this.addLine('');
  }
}
