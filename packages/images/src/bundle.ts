import { transformFile } from '@swc/core';
import { type BuildFailure, type BuildOptions, type Plugin, build, formatMessages } from 'esbuild';
import { UserError, messageOf } from '@eks-practice/errors/user-error';
import { fromRoot } from '@eks-practice/machine/repository';
import { builtinModulesByRequire } from './builtin-modules.ts';

/** Loads TypeScript through SWC, because esbuild does not emit the decorator metadata that NestJS injects by. */
const decorators = (sourceMaps: boolean): Plugin => ({
  name: 'decorators',
  setup(bundler) {
    bundler.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const compiled = await transformFile(path, {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        module: { type: 'es6' },
        // esbuild follows it, so that a stack trace of a bundle with source maps names the TypeScript.
        sourceMaps: sourceMaps && 'inline',
      }).catch(syntaxError);
      return typeof compiled === 'string'
        ? { errors: [{ text: compiled }] }
        : { contents: compiled.code, loader: 'js' };
    });
  },
});

/** SWC's drawing of the place and what is wrong there, without the stack of its own that it adds. */
function syntaxError(error: unknown): string {
  return messageOf(error).split('\n\nCaused by:', 1).join('').trim();
}

/**
 * Packages that NestJS and its friends load only where an application uses them; none of ours does in its image. With
 * the folder of the packages beside it, in development, a bundle still finds those of the OpenAPI page.
 */
const unusedOptionalPackages = [
  '@fastify/ajv-compiler',
  '@fastify/fast-json-stringify-compiler',
  '@fastify/multipart',
  '@fastify/static',
  '@fastify/view',
  '@nestjs/microservices',
  '@nestjs/platform-express',
  '@nestjs/websockets',
  'class-transformer',
  'class-validator',
  'swagger-ui-dist',
];

/** CommonJS dependencies use names that an ES module does not have of itself. */
const commonJsNames = [
  `import { createRequire as __createRequire } from 'node:module';`,
  `const require = __createRequire(import.meta.url);`,
  `const __filename = import.meta.filename;`,
  `const __dirname = import.meta.dirname;`,
].join('\n');

/**
 * Names stay, since logs and stack traces are read by people. esbuild's `keepNames` is another way to have them, and lets
 * them be shortened; but it names every closure at the time that it is made, which doubled what a call through axios takes.
 */
export const minified: BuildOptions = { minifyWhitespace: true, minifySyntax: true };

/** Where a service's bundle is. */
export function bundlePath(service: string): string {
  return fromRoot('packages', service, 'dist/main.mjs');
}

/**
 * Bundles a service and all that it imports into one ES module; the same source gives the same bytes.
 * @throws {UserError} `build-failed`, with file, line and what is wrong there
 */
export async function bundled(service: string): Promise<Uint8Array> {
  return (await bundledFrom(service)).contents;
}

export interface Bundle {
  readonly contents: Uint8Array;
  /** The files of which something is in it, from the repository's root. */
  readonly files: readonly string[];
}

/** As {@link bundled}, with what came from where. */
export async function bundledFrom(service: string): Promise<Bundle> {
  const options = bundleOptions(service, { sourceMaps: false });
  try {
    const built = await build({ ...options, ...minified, logLevel: 'silent', write: false, metafile: true });
    const inputs = Object.values(built.metafile.outputs).flatMap((output) => Object.entries(output.inputs));
    // What was looked at and left out, since nothing uses it, is not in the image.
    const files = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([file]) => file);
    return { contents: built.outputFiles[0]?.contents ?? new Uint8Array(), files };
  } catch (error) {
    throw isBuildFailure(error) ? await buildFailed(service, error) : error;
  }
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors);
}

async function buildFailed(service: string, cause: BuildFailure): Promise<UserError> {
  const said = (await formatMessages(cause.errors, { kind: 'error' })).join('').trimEnd();
  return new UserError(`The image of ${service} could not be built:\n${said}`, {
    code: 'build-failed',
    remedy: 'Mend what it says, then run the same command again.',
    cause,
  });
}

/** How a service becomes one ES module, whatever it is for. */
export function bundleOptions(service: string, { sourceMaps }: { readonly sourceMaps: boolean }): BuildOptions {
  return {
    absWorkingDir: fromRoot(),
    entryPoints: [fromRoot('packages', service, 'src/main.ts')],
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    sourcemap: sourceMaps && 'inline',
    external: unusedOptionalPackages,
    banner: { js: commonJsNames },
    plugins: [builtinModulesByRequire, decorators(sourceMaps)],
    logLevel: 'warning',
  };
}
