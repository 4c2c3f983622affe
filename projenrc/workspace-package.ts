import { UserError } from '@eks-practice/errors/user-error';
import { Component, JsonFile } from 'projen';
import { jestConfig } from './jest-config.ts';
import type { Monorepo } from './monorepo.ts';
import type { NxTarget } from './nx-config.ts';
import { sourceTargets } from './nx-config.ts';
import { packageTsconfig } from './tsconfig.ts';
import { versions } from './versions.ts';

/** A dependency: another package of this repository (the object), or one from npm (its name; versions.ts has the version). */
export type Dependency = WorkspacePackage | string;

export interface WorkspacePackageProps {
  /** The folder's name and the last part of the npm name. */
  readonly name: string;
  /**
   * What its source imports at run time.
   * @default - nothing
   */
  readonly deps?: readonly Dependency[];
  /**
   * What only its tests or types import.
   * @default - nothing
   */
  readonly devDeps?: readonly Dependency[];
  /**
   * Whether the source uses NestJS decorators, which Node cannot strip: such a package is compiled, not run from source.
   * @default false
   */
  readonly decorators?: boolean;
  /**
   * Compiler options that differ from tsconfig.base.json's.
   * @default - none
   */
  readonly compilerOptions?: object;
  /**
   * Packages whose source its tests look at without importing it.
   * @default - none
   */
  readonly reads?: readonly WorkspacePackage[];
  /**
   * Pages of docs/ that the package's tests hold against its code, e.g. `guards.md`.
   * @default - none
   */
  readonly pages?: readonly string[];
  /**
   * Nx targets besides those that every package has.
   * @default - none
   */
  readonly targets?: Readonly<Record<string, NxTarget>>;
}

/** What every package of the repository has: a manifest, a TypeScript and a Jest configuration, and Nx targets. */
export class WorkspacePackage extends Component {
  readonly name: string;
  readonly packageName: string;
  /** Relative to the repository's root. */
  readonly directory: string;
  readonly workspaceDeps: readonly WorkspacePackage[];
  readonly manifest: JsonFile;
  protected readonly targets: Record<string, NxTarget>;
  protected readonly manifestExtras: Record<string, unknown> = {};
  protected readonly implicitDependencies: string[] = [];
  private readonly monorepo: Monorepo;

  constructor(repo: Monorepo, directory: string, props: WorkspacePackageProps) {
    super(repo);
    this.monorepo = repo;
    this.name = props.name;
    this.packageName = `@${repo.name}/${props.name}`;
    this.directory = directory;
    const all = [...(props.deps ?? []), ...(props.devDeps ?? [])];
    this.workspaceDeps = all.filter((dep) => dep instanceof WorkspacePackage);
    this.implicitDependencies.push(...(props.reads ?? []).map(({ name }) => name));
    this.targets = { ...sourceTargets(this.toRoot, props.pages), ...props.targets };

    const dependencies = versioned(props.deps);
    const devDependencies = versioned([...(props.devDeps ?? []), ...typesOf(props.deps)]);
    // Writable, as npm expects of it; and so projen can tell whether its content has changed.
    this.manifest = this.json('package.json', false, () => ({
      name: this.packageName,
      version: '0.0.0',
      private: true,
      type: 'module',
      exports: { './*': './src/*.ts' },
      dependencies,
      devDependencies,
      ...this.manifestExtras,
    }));
    this.json('project.json', true, () => ({
      $schema: `${this.toRoot}/node_modules/nx/schemas/project-schema.json`,
      name: this.name,
      sourceRoot: `${directory}/src`,
      implicitDependencies: this.implicitDependencies,
      targets: this.targets,
    }));
    this.json('tsconfig.json', true, () =>
      packageTsconfig(this.toRoot, {
        decorators: props.decorators ?? false,
        compilerOptions: props.compilerOptions ?? {},
      }),
    );
    this.json('jest.config.json', true, () => jestConfig(this.name, { decorators: props.decorators ?? false }));
    repo.register(this);
  }

  /** From this package's folder up to the repository's root, e.g. `../..`. */
  protected get toRoot(): string {
    return this.directory.replace(/[^/]+/g, '..');
  }

  private json(file: string, readonly: boolean, obj: () => unknown): JsonFile {
    return new JsonFile(this.monorepo, `${this.directory}/${file}`, { obj, readonly, omitEmpty: true });
  }
}

/** Types that a dependency does not bring itself. */
function typesOf(deps: readonly Dependency[] = []): string[] {
  return deps.map((dep) => `@types/${typeof dep === 'string' ? dep : ''}`).filter((name) => name in versions);
}

/** @throws {UserError} `unknown-version` */
function versioned(deps: readonly Dependency[] = []): Record<string, string> {
  return Object.fromEntries(
    deps.map((dep) => {
      if (dep instanceof WorkspacePackage) return [dep.packageName, '0.0.0'];
      const version = versions[dep];
      if (version === undefined) {
        throw new UserError(`${dep} has no version.`, {
          code: 'unknown-version',
          remedy: 'Add it to projenrc/versions.ts.',
        });
      }
      return [dep, version];
    }),
  );
}
