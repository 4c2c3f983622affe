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
export function jestTarget(suite: string, options: { toRoot: string; cache: boolean; flags?: string }): NxTarget {
  const flags = options.flags ? `${options.flags} ` : '';
  return {
    // Jest does not make the folder that it is to write to.
    command: `mkdir -p dist/test-results && node --experimental-vm-modules --disable-warning=ExperimentalWarning ${options.toRoot}/node_modules/jest/bin/jest.js ${flags}--passWithNoTests --json --outputFile=dist/test-results/${suite}.json`,
    options: inProject,
    cache: options.cache,
    inputs: ['default', '^production', 'toolchain'],
    outputs: [`{projectRoot}/dist/test-results/${suite}.json`],
  };
}

/** The targets of every package that has source. */
export function sourceTargets(toRoot: string): Record<string, NxTarget> {
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
      inputs: ['default', '^production', 'toolchain'],
    },
    test: jestTarget('unit', { toRoot, cache: true }),
  };
}

/** TypeScript that belongs to the repository as a whole, not to a package. */
export const rootSources = ['.projenrc.ts', 'projenrc/**/*.ts', 'bootstrap/**/*.ts'];

const rootInputs = [...rootSources, 'projenrc/**/*', 'bootstrap/**/*'].map((glob) => `{workspaceRoot}/${glob}`);

/** The repository's own project: its statements and components, checked like any package. */
export const rootProject = {
  name: 'repository',
  targets: {
    lint: {
      command: `eslint --max-warnings 0 ${rootSources
        .slice(1)
        .map((glob) => `"${glob}"`)
        .join(' ')} .projenrc.ts && prettier --check --log-level warn projenrc bootstrap .projenrc.ts`,
      options: inProject,
      cache: true,
      inputs: [...rootInputs, 'toolchain', 'lintRules'],
    },
    typecheck: { command: 'tsc -p .', options: inProject, cache: true, inputs: [...rootInputs, 'toolchain'] },
    // Not cached: it holds the whole tree against what .projenrc.ts would generate.
    test: jestTarget('unit', { toRoot: '.', cache: false }),
  },
};

/** What nx.json says for the whole repository. */
export const nxConfig = {
  $schema: './node_modules/nx/schemas/nx-schema.json',
  namedInputs: {
    default: ['{projectRoot}/**/*', '!{projectRoot}/**/*.md'],
    production: ['default', '!{projectRoot}/**/*.spec.ts', '!{projectRoot}/jest.config.json'],
    // The lockfile is hashed by Nx itself, as every target's external dependencies.
    toolchain: ['{workspaceRoot}/tsconfig.base.json'],
    lintRules: ['{workspaceRoot}/eslint.config.mjs', '{workspaceRoot}/.prettierrc.json'],
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
