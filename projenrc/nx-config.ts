/** One target of a project.json, as far as this repository uses them. */
export interface NxTarget {
  readonly command: string;
  readonly options: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> };
  readonly cache: boolean;
  readonly parallelism?: boolean;
  readonly dependsOn?: readonly unknown[];
  readonly inputs?: readonly unknown[];
  readonly outputs?: readonly string[];
}

export const inProject = { cwd: '{projectRoot}' } as const;

/** Runs one of the package's Jest suites; its counts go to a file, for the total at the end of `npm test`. */
export function jestTarget(
  suite: string,
  options: { toRoot: string; cache: boolean; flags?: string; pages?: readonly string[] },
): NxTarget {
  const flags = options.flags ? `${options.flags} ` : '';
  return {
    // Jest does not make the folder that it is to write to.
    command: `mkdir -p dist/test-results && node --experimental-vm-modules --disable-warning=ExperimentalWarning ${options.toRoot}/node_modules/jest/bin/jest.js ${flags}--passWithNoTests --json --outputFile=dist/test-results/${suite}.json`,
    // Nx wants colours of whatever it runs; a test reads what its own children print, in which they would stand too.
    options: { ...inProject, env: { FORCE_COLOR: '0' } },
    cache: options.cache,
    inputs: [
      ...['default', '^production', 'toolchain', 'testRunner'],
      ...(options.pages ?? []).map((page) => `{workspaceRoot}/docs/${page}`),
    ],
    outputs: [`{projectRoot}/dist/test-results/${suite}.json`],
  };
}

/** The targets of every package that has source. */
export function sourceTargets(toRoot: string, pages: readonly string[] = []): Record<string, NxTarget> {
  return {
    lint: {
      command: `eslint . --max-warnings 0 && prettier --check --log-level warn . --ignore-path ${toRoot}/.prettierignore`,
      options: inProject,
      cache: true,
      inputs: ['default', '^production', 'toolchain', 'lintRules'],
    },
    typecheck: {
      command: 'tsc -p .',
      options: inProject,
      cache: true,
      inputs: ['default', '^production', 'toolchain', 'compiler'],
    },
    test: jestTarget('unit', { toRoot, cache: true, pages }),
  };
}

/** TypeScript that belongs to the repository as a whole, not to a package. */
export const rootSources = ['.projenrc.ts', 'projenrc/**/*.ts', 'bootstrap/**/*.ts'];

const rootInputs = [...rootSources, 'projenrc/**/*', 'bootstrap/**/*'].map((glob) => `{workspaceRoot}/${glob}`);

/** The repository's own project: its statements and components, checked like any package. */
export const rootProject = {
  name: 'repository',
  // What the root's source imports: its manifest, which Nx reads, names only what is installed for all.
  implicitDependencies: ['catalogue', 'errors', 'local-cluster', 'loadtests', 'machine'],
  targets: {
    lint: {
      command: `eslint --max-warnings 0 ${rootSources
        .slice(1)
        .map((glob) => `"${glob}"`)
        .join(' ')} .projenrc.ts && prettier --check --log-level warn projenrc bootstrap .projenrc.ts`,
      options: inProject,
      cache: true,
      inputs: [...rootInputs, '^production', 'toolchain', 'lintRules'],
    },
    typecheck: {
      command: 'tsc -p .',
      options: inProject,
      cache: true,
      inputs: [...rootInputs, '^production', 'toolchain', 'compiler'],
    },
    // Not cached: it reads the whole tree, in some seconds.
    unused: { command: 'knip --no-progress --no-config-hints', options: inProject, cache: false },
    // Not cached: it holds the whole tree against what .projenrc.ts would generate.
    test: jestTarget('unit', { toRoot: '.', cache: false }),
  },
};

/** Packages of npm whose version matters to a target, though no manifest of its project names them. */
function packages(...names: readonly string[]): { readonly externalDependencies: readonly string[] } {
  return { externalDependencies: names };
}

/** Texts of packages for people; those of the repository as a whole are held against the code by a test. */
export const nxIgnored = ['*.md', '!/*.md', '!docs/**/*.md'];

/** What nx.json says for the whole repository. */
export const nxConfig = {
  $schema: './node_modules/nx/schemas/nx-schema.json',
  namedInputs: {
    // The Dockerfile is the image's alone.
    default: ['{projectRoot}/**/*', '!{projectRoot}/Dockerfile'],
    production: ['default', '!{projectRoot}/**/*.spec.ts', '!{projectRoot}/jest.config.json'],
    // A target that names no tool would depend on every line of the lockfile; what a package depends on is always added.
    toolchain: ['{workspaceRoot}/tsconfig.base.json', packages('node')],
    compiler: [packages('typescript', '@types/node')],
    testRunner: [packages('jest', '@jest/globals', '@swc/core', '@swc/jest', 'fast-check')],
    lintRules: [
      ...['eslint.config.mjs', 'projenrc/lint-rules.mjs', '.prettierrc.json', '.prettierignore'].map(
        (file) => `{workspaceRoot}/${file}`,
      ),
      packages('@eslint/js', 'eslint', 'prettier', 'typescript', 'typescript-eslint'),
    ],
  },
  parallel: 2,
  useDaemonProcess: false,
  neverConnectToCloud: true,
  analytics: false,
  tui: { enabled: false },
  pluginsConfig: {
    // Each package.json is generated from .projenrc.ts and so names every dependency: no need to read the imports.
    '@nx/js': { analyzeSourceFiles: false, analyzePackageJson: true },
  },
};
