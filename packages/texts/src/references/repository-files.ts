import { glob } from 'node:fs/promises';
import { fromRoot } from '@eks-practice/machine/repository';

/** Folders whose content commands have made. */
const made = new Set(['.git', '.nx', 'cdk.out', 'coverage', 'dist', 'node_modules', 'results']);

/** The files and folders of the repository, from its root, without what commands make. */
export async function repositoryFiles(): Promise<string[]> {
  const all = ['**', '.*', '.github/**']; // `**` leaves out what begins with a dot
  const entries = glob(all, { cwd: fromRoot(), withFileTypes: true, exclude: (entry) => made.has(entry.name) });
  const root = `${fromRoot()}/`;
  const files = await Array.fromAsync(entries, ({ parentPath, name }) => `${parentPath}/${name}`);
  return files.map((file) => file.replace(root, ''));
}
