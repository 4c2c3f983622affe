/**
 * What counts as used, for the target that finds exports and dependencies that nobody uses: whatever a source or a spec of
 * any package imports. A package exports all its files, so an export counts only once somebody imports it.
 * @param services their samples' dependencies are there for the code that a user adds
 */
export function knipConfig(services: readonly string[]) {
  const specs = { entry: ['src/**/*.spec.ts'] };
  return {
    includeEntryExports: true,
    // A type that describes its neighbour is documentation.
    ignoreExportsUsedInFile: { interface: true, type: true },
    workspaces: {
      '.': {
        entry: ['.projenrc.ts', 'bootstrap/*.{cjs,ts}', 'projenrc/task-hashes.ts', 'projenrc/workflows/commands/*.ts'],
        project: ['projenrc/**/*.ts', 'bootstrap/**'],
        // projenrc/lint-rules.mjs imports them.
        ignoreDependencies: ['@eslint/js', 'typescript-eslint'],
      },
      infra: specs,
      // k6 itself reads a scenario's exports, and is no package.
      loadtests: { ...specs, ignore: ['src/scenarios/*.ts'], ignoreDependencies: ['k6'] },
      'packages/*': specs,
      ...Object.fromEntries(
        services.map((name) => [
          `packages/${name}`,
          { ...specs, ignoreDependencies: ['@nestjs/core', '@nestjs/platform-fastify', 'zod'] },
        ]),
      ),
    },
  };
}
