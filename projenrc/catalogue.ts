import { TextFile } from 'projen';
import type { Monorepo } from './monorepo.ts';

/** The generated list of services, read by everything that must know which there are. Data only: tuning lives in the stage. */
export class Catalogue extends TextFile {
  private readonly repo: Monorepo;

  constructor(repo: Monorepo) {
    super(repo, 'packages/catalogue/src/services.generated.ts', { marker: true });
    this.repo = repo;
  }

  override preSynthesize(): void {
    this.addLine(`// ${this.marker}`);
    this.addLine('/** The services of this repository, from the statements in .projenrc.ts. */');
    this.addLine('export const generatedServices = [');
    for (const service of this.repo.services) {
      const { name, port, adminPort, path, hostVariable, public: isPublic } = service;
      const calls = service.calls.map((callee) => callee.name);
      this.addLine(`  ${JSON.stringify({ name, port, adminPort, path, hostVariable, calls, public: isPublic })},`);
    }
    this.addLine('] as const;');
    this.addLine('');
  }
}
