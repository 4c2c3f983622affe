import { TextFile } from 'projen';
import type { Monorepo } from './monorepo.ts';

/** The lint configuration, with the direction of the dependencies as rules: a package imports what it declares. */
export class EslintConfig extends TextFile {
  private readonly repo: Monorepo;

  constructor(repo: Monorepo) {
    super(repo, 'eslint.config.mjs', { marker: true });
    this.repo = repo;
  }

  override preSynthesize(): void {
    const boundaries = this.repo.packages.map(({ directory, name, workspaceDeps, packageName }) => ({
      directory,
      name,
      allowed: [packageName, ...workspaceDeps.map((dep) => dep.packageName)],
    }));
    this.addLine(`// ${this.marker}`);
    this.addLine(`import { lintConfig } from './projenrc/lint-rules.mjs';`);
    this.addLine('');
    this.addLine(`export default lintConfig('@${this.repo.name}', [`);
    for (const boundary of boundaries) {
      const allowed = boundary.allowed.map((name) => `'${name}'`).join(', ');
      this.addLine(`  { directory: '${boundary.directory}', allowed: [${allowed}] },`);
    }
    this.addLine(']);');
  }
}
