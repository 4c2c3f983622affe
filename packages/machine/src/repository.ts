import path from 'node:path';

/** The repository's root folder. */
export const repositoryRoot = path.resolve(import.meta.dirname, '../../..');

/** A path from the repository's root, made absolute. */
export function fromRoot(...segments: readonly string[]): string {
  return path.join(repositoryRoot, ...segments);
}
