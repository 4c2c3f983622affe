import { JsonFile, License, Project, ProjenrcFile, TextFile, javascript } from 'projen';
import { Catalogue } from './catalogue.ts';
import { EslintConfig } from './eslint.ts';
import { installScripts } from './install-scripts.ts';
import { Journeys } from './journeys.ts';
import type { NestService } from './nest-service.ts';
import { nxConfig, nxIgnored, rootProject, rootSources } from './nx-config.ts';
import { jestConfig } from './jest-config.ts';
import { knipConfig } from './knip.ts';
import { baseTsconfig, packageTsconfig } from './tsconfig.ts';
import { versions } from './versions.ts';
import type { WorkspacePackage } from './workspace-package.ts';

export interface MonorepoProps {
  readonly name: string;
  /** One sentence. */
  readonly description: string;
}

/** Tools that the repository as a whole uses, whichever package they work on. */
const tools = [
  ...['@eslint/js', '@jest/globals', '@swc/core', '@swc/jest', '@types/node', 'constructs', 'eslint', 'fast-check'],
  ...['jest', 'knip', 'node', 'nx', 'prettier', 'projen', 'typescript', 'typescript-eslint', 'yaml'],
];

/** Tells projen the name of its source, which every generated file's first line names. */
class Projenrc extends ProjenrcFile {
  override get filePath(): string {
    return '.projenrc.ts';
  }
}

/** The repository: the root manifest, Nx, the shared compiler and lint configuration, and the catalogue of services. */
export class Monorepo extends Project {
  readonly packages: WorkspacePackage[] = [];
  readonly services: NestService[] = [];
  /** Of everything in it: its SPDX identifier. */
  readonly license = 'Apache-2.0';
  private readonly rootPackage: javascript.NodePackage;

  constructor(props: MonorepoProps) {
    super({ name: props.name });
    new Projenrc(this);
    this.rootPackage = new javascript.NodePackage(this, {
      description: props.description,
      packageManager: javascript.NodePackageManager.NPM,
      devDeps: tools.map((tool) => `${tool}@${versions[tool]}`),
      entrypoint: '',
      license: this.license,
      minNodeVersion: '18.0.0',
    });
    this.rootPackage.addField('private', true);
    this.rootPackage.addField('type', 'module');
    this.rootPackage.addField('allowScripts', installScripts);
    this.rootPackage.addField('overrides', {
      // One axios for @nestjs/axios and for us, whatever Nx asks for: two would have types that do not fit.
      axios: versions.axios,
      // Brought by Jest. A lockfile must name the binaries of every platform, and newer ones are not published for all.
      'unrs-resolver': versions['unrs-resolver'],
    });
    this.rootPackage.addField('workspaces', ['packages/*', 'infra', 'loadtests']);
    this.rootPackage.setScript('start', 'node bootstrap/bootstrap.cjs start');
    this.rootPackage.setScript('test', 'node bootstrap/bootstrap.cjs test');
    this.defaultTask?.exec('node .projenrc.ts');
    // Nx runs the work here: of projen's own tasks only synthesis is kept, and no proxy scripts.
    for (const task of ['build', 'compile', 'eject', 'package', 'post-compile', 'pre-compile', 'test']) {
      this.tasks.removeTask(task);
      if (task !== 'test') this.rootPackage.removeScript(task);
    }
    this.rootPackage.removeScript('default');

    new JsonFile(this, 'nx.json', { obj: nxConfig });
    new TextFile(this, '.nxignore', { lines: nxIgnored });
    new JsonFile(this, 'tsconfig.base.json', { obj: baseTsconfig });
    new JsonFile(this, '.prettierrc.json', { obj: { singleQuote: true, printWidth: 120 }, marker: false });
    new TextFile(this, '.prettierignore', {
      lines: ['# Generated or data', '*.json', '*.md', '*.generated.ts', 'dist', 'cdk.out', 'results'],
    });
    new JsonFile(this, 'project.json', { obj: rootProject });
    new JsonFile(this, 'tsconfig.json', {
      obj: { ...packageTsconfig('.', { decorators: false }), include: rootSources },
    });
    new JsonFile(this, 'jest.config.json', {
      obj: { ...jestConfig('repository', { decorators: false }), roots: ['<rootDir>/projenrc', '<rootDir>/bootstrap'] },
    });
    new JsonFile(this, 'knip.json', { obj: () => knipConfig(this.serviceNames), marker: false });
    new License(this, { spdx: this.license });
    new EslintConfig(this);
    new Catalogue(this);
    new Journeys(this);
    // Written by observability's target, not by projen.
    this.annotateGenerated('/docs/grafana/*.json');
    this.gitignore.exclude('dist/', 'cdk.out/', '/loadtests/results/', '/.nx/', '*.log');
  }

  /** Every service so far, in the order of the statements. */
  get serviceNames(): string[] {
    return this.services.map(({ name }) => name);
  }

  register(workspacePackage: WorkspacePackage): void {
    this.packages.push(workspacePackage);
  }

  registerService(service: NestService): void {
    this.services.push(service);
  }

  /** Generated files fold in reviews and stay out of language statistics. */
  override annotateGenerated(glob: string): void {
    this.gitattributes.addAttributes(glob, 'linguist-generated');
  }

  /** The root manifest alone tells projen when to install; a package's new dependency needs it just as much. */
  override postSynthesize(): void {
    if (this.packages.some(({ manifest }) => manifest.changed) && !this.rootPackage.file.changed) {
      this.tasks.runTask(this.rootPackage.installTask.name);
    }
  }
}
