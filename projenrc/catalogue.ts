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
    for (const { name, port, calls, public: isPublic } of this.repo.services) {
      const callees = calls.map((callee) => `'${callee.name}'`).join(', ');
      this.addLine(`  { name: '${name}', port: ${port}, calls: [${callees}], public: ${isPublic} },`);
    }
    this.addLine('] as const;');
  }
}
