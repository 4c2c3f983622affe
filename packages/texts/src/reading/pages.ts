import { glob } from 'node:fs/promises';
import { fromRoot } from '@eks-practice/machine/repository';
import { type Page, readPage } from './page.ts';

/** The repository's texts for people. */
export interface Pages {
  /** Those that say how things are: their commands, paths and variables must be there. */
  readonly present: readonly Page[];
  /** Those that say how things came to be; of these only the links must lead somewhere. */
  readonly history: readonly Page[];
}

/** Every page at the root and in docs/. */
export async function readPages(): Promise<Pages> {
  const files = (await Array.fromAsync(glob(['*.md', 'docs/**/*.md'], { cwd: fromRoot() }))).sort();
  const isHistory = (file: string): boolean => file.startsWith('docs/decisions/') || file === 'CHANGELOG.md';
  return {
    present: await Promise.all(files.filter((file) => !isHistory(file)).map(readPage)),
    history: await Promise.all(files.filter(isHistory).map(readPage)),
  };
}
