import { readFile } from 'node:fs/promises';
import { fromRoot } from '@eks-practice/machine/repository';
import { type Part, purlOf } from './part.ts';

/** The folder of the package that a file is of: what follows the last `node_modules`, with its scope. */
const packageFolder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/;

/** What a manifest tells of its package; old ones have the licence in an object, or several in a list. */
interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string | { readonly type?: string };
  readonly licenses?: readonly { readonly type?: string }[];
}

/**
 * The packages of npm that a bundle is made of.
 * @param files from the repository's root, as esbuild names what it bundled
 */
export async function bundledPackages(files: readonly string[]): Promise<Part[]> {
  const folders = new Set(files.flatMap((file) => packageFolder.exec(file) ?? []));
  const parts = await Promise.all([...folders].map(packageIn));
  // The same package may lie in several folders.
  const byPurl = new Map(parts.map((part) => [part.purl, part]));
  return [...byPurl.values()].sort((a, b) => a.purl.localeCompare(b.purl, 'en'));
}

async function packageIn(folder: string): Promise<Part> {
  const manifest = JSON.parse(await readFile(fromRoot(folder, 'package.json'), 'utf8')) as Manifest;
  const { name, version } = manifest;
  return { name, version, purl: purlOf('npm', name, version), licence: licenceOf(manifest) };
}

export function licenceOf({ license, licenses = [] }: Pick<Manifest, 'license' | 'licenses'>): string | undefined {
  if (typeof license === 'string') return license;
  const types = [...(license ? [license] : []), ...licenses].flatMap(({ type }) => type ?? []);
  return types.length === 0 ? undefined : types.join(' OR ');
}
