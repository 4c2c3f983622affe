import { once } from 'node:events';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Plugin, context, formatMessages } from 'esbuild';
import { messageOf } from '@eks-practice/errors/user-error';
import { fromRoot } from '@eks-practice/machine/repository';
import { bundleOptions } from './bundle.ts';

export interface BundleWatch {
  /** Called with the bundle's path after each build that came out whole, the first included. */
  readonly onBuilt: (bundle: string) => void;
  /** Called after each build that failed, with every error as text: file, line and what is wrong. */
  readonly onError: (errors: string) => void;
  /** Ends the watch. */
  readonly signal: AbortSignal;
}

/**
 * Bundles a service for development and again whenever one of its sources changes, until the signal: readable, with
 * source maps in it. A build that fails leaves the bundle of the last good one.
 */
export async function watchBundle(service: string, { onBuilt, onError, signal }: BundleWatch): Promise<void> {
  if (signal.aborted) return;
  const outfile = fromRoot('packages', service, 'dist/dev/main.mjs');
  const report: Plugin = {
    name: 'report',
    setup(bundler) {
      bundler.onEnd(async ({ errors, outputFiles = [] }) => {
        try {
          if (errors.length > 0) return onError((await formatMessages(errors, { kind: 'error' })).join('').trimEnd());
          await replaceFile(outfile, outputFiles[0]?.contents ?? new Uint8Array());
          if (!signal.aborted) onBuilt(outfile);
        } catch (error) {
          onError(messageOf(error));
        }
      });
    },
  };
  const options = bundleOptions(service, { sourceMaps: true });
  const bundler = await context({
    ...options,
    outfile,
    // esbuild would delete what it wrote before when a build fails.
    write: false,
    // They stand beside it, so the map need not hold them again.
    sourcesContent: false,
    plugins: [...(options.plugins ?? []), report],
    logLevel: 'silent',
  });
  try {
    await bundler.watch();
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    await bundler.dispose();
  }
}

/** At once, so that whoever starts it finds the old or the new one whole. */
async function replaceFile(file: string, contents: Uint8Array): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(`${file}.partial`, contents);
  await rename(`${file}.partial`, file);
}
