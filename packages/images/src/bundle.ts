import { transformFile } from '@swc/core';
import { type Plugin, build } from 'esbuild';
import { fromRoot } from '@eks-practice/machine/repository';

/** Loads TypeScript through SWC, because esbuild does not emit the decorator metadata that NestJS injects by. */
const decorators: Plugin = {
  name: 'decorators',
  setup(bundler) {
    bundler.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const { code } = await transformFile(path, {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        module: { type: 'es6' },
      });
      return { contents: code, loader: 'js' };
    });
  },
};

/** Packages that NestJS and its friends load only where an application uses them; none of ours does. */
const unusedOptionalPackages = [
  '@fastify/multipart',
  '@fastify/static',
  '@fastify/view',
  '@nestjs/microservices',
  '@nestjs/platform-express',
  '@nestjs/websockets',
  'class-transformer',
  'class-validator',
];

/** CommonJS dependencies use names that an ES module does not have of itself. */
const commonJsNames = [
  `import { createRequire as __createRequire } from 'node:module';`,
  `const require = __createRequire(import.meta.url);`,
  `const __filename = import.meta.filename;`,
  `const __dirname = import.meta.dirname;`,
].join('\n');

/** Where a service's bundle is. */
export function bundlePath(service: string): string {
  return fromRoot('packages', service, 'dist/main.mjs');
}

/** Bundles a service and all that it imports into one ES module; the same source gives the same bytes. */
export async function bundle(service: string): Promise<void> {
  await build({
    absWorkingDir: fromRoot(),
    entryPoints: [fromRoot('packages', service, 'src/main.ts')],
    outfile: bundlePath(service),
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    minify: true,
    // Names stay: logs and stack traces are read by people.
    keepNames: true,
    external: unusedOptionalPackages,
    banner: { js: commonJsNames },
    plugins: [decorators],
    logLevel: 'warning',
  });
}
