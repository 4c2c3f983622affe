/** A package's Jest configuration: ES modules, compiled by SWC; the specs stand beside the files they test. */
export function jestConfig(displayName: string, options: { decorators: boolean }): Record<string, unknown> {
  return {
    displayName,
    testEnvironment: 'node',
    testMatch: ['<rootDir>/**/*.spec.ts'],
    testPathIgnorePatterns: ['/node_modules/', '/dist/'],
    // Against tests that hang; Jest's own 5 s is less than a busy machine may take to load a large library.
    testTimeout: 30_000,
    extensionsToTreatAsEsm: ['.ts'],
    // Workspace packages are TypeScript source too, reached through links that resolve outside node_modules.
    transformIgnorePatterns: ['/node_modules/'],
    transform: {
      '\\.ts$': [
        '@swc/jest',
        {
          jsc: {
            target: 'es2022',
            parser: { syntax: 'typescript', decorators: options.decorators },
            transform: { legacyDecorator: options.decorators, decoratorMetadata: options.decorators },
          },
          module: { type: 'es6' },
        },
      ],
    },
  };
}
