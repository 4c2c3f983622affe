import { readFile } from 'node:fs/promises';
import { fromRoot } from '@eks-practice/machine/repository';
import type { Plugin } from 'esbuild';
import type { Patch } from './features.ts';

/** Bundles a service with its modules patched; those that it does not import are left out. */
export function patched(patches: readonly Patch[]): Plugin {
  return {
    name: 'patched',
    setup(bundler) {
      const byFile = Map.groupBy(patches, ({ file }) => fromRoot('packages', file));
      bundler.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        const ofFile = byFile.get(path);
        if (!ofFile) return undefined;
        return { contents: patchedText(await readFile(path, 'utf8'), ofFile), loader: 'ts' };
      });
    },
  };
}

/**
 * A module's text with its patches at the end.
 * @throws {Error} where the module has not, or no longer, a name that a patch replaces: the patch would change nothing
 */
export function patchedText(text: string, patches: readonly Patch[]): string {
  for (const { file, names } of patches) {
    const gone = names.filter((name) => !new RegExp(`\\b${name}\\b`).test(text));
    if (gone.length > 0) throw new Error(`${file} has no ${gone.join(', ')} for the benchmark to replace`);
  }
  return [text, ...patches.map(({ code }) => code)].join('\n');
}
