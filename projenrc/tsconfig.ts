/** Options that every package shares. The compiler only checks; Node strips the types or SWC compiles. */
export const baseTsconfig = {
  compilerOptions: {
    target: 'ES2024',
    lib: ['ESNext'],
    module: 'NodeNext',
    moduleResolution: 'NodeNext',
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noImplicitOverride: true,
    noFallthroughCasesInSwitch: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    verbatimModuleSyntax: true,
    allowImportingTsExtensions: true,
    resolveJsonModule: true,
    noEmit: true,
    skipLibCheck: true,
  },
};

/** @param toRoot path from the package's folder to the repository's root */
export function packageTsconfig(
  toRoot: string,
  options: { decorators: boolean; compilerOptions?: object },
): Record<string, unknown> {
  return {
    extends: `${toRoot}/tsconfig.base.json`,
    compilerOptions: {
      ...(options.decorators
        ? { experimentalDecorators: true, emitDecoratorMetadata: true }
        : { erasableSyntaxOnly: true }),
      ...options.compilerOptions,
    },
    include: ['**/*.ts'],
    exclude: ['dist', 'cdk.out', 'results'],
  };
}
