import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/**
 * The whole lint configuration.
 * @param {string} scope the npm scope of the repository's own packages
 * @param {{directory: string, allowed: string[]}[]} packages each package's folder and what it may import of the others
 */
export function lintConfig(scope, packages) {
  return tseslint.config(
    { ignores: ['**/dist/**', '**/cdk.out/**', '**/results/**', '**/*.generated.ts', '**/*.cjs', '**/*.mjs'] },
    js.configs.recommended,
    ...tseslint.configs.strict,
    {
      languageOptions: { parserOptions: { projectService: true } },
      linterOptions: { reportUnusedDisableDirectives: 'error' },
      rules: {
        'no-undef': 'off', // the compiler's to say
        '@typescript-eslint/no-floating-promises': 'error',
        '@typescript-eslint/no-misused-promises': 'error',
        '@typescript-eslint/await-thenable': 'error',
        // A NestJS module is a class whose whole content is its decorator.
        '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
        'max-lines': ['error', { max: 300 }],
      },
    },
    ...packages.map(({ directory, allowed }) => ({
      files: [`${directory}/**/*.ts`],
      rules: { 'no-restricted-imports': ['error', { patterns: boundaries(scope, directory, allowed) }] },
    })),
  );
}

function boundaries(scope, directory, allowed) {
  const here = directory.split('/').at(-1);
  const patterns = [
    {
      group: [`${scope}/*`, ...allowed.flatMap((name) => [`!${name}`, `!${name}/*`])],
      message:
        `${here} does not declare this dependency. Dependencies point one way (ARCHITECTURE.md), so that a change ` +
        `rebuilds only what builds on it. If the arrow is right, add it to \`deps\` in .projenrc.ts.`,
    },
    {
      regex: '^(\\.\\./)+(packages|infra|loadtests)/|^(\\.\\./)+[a-z-]+/src/',
      message: `Import another package by its name (${scope}/...), so that the dependency is seen and checked.`,
    },
  ];
  if (here !== 'machine') {
    patterns.push({
      group: ['node:child_process', 'child_process', 'execa'],
      message: `Processes are started in one place, ${scope}/machine/run, so that each is logged, bounded and stopped alike.`,
    });
  }
  return patterns;
}
