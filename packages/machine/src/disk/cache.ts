import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheDirectory, ensureDirectory } from './directories.ts';
import { onDisk } from './disk-full.ts';
import { withPartialFile } from './partial-file.ts';

/** A hash of parts, each told apart from the next; 16 hexadecimal digits (64 bits), enough for a tag. */
export function contentHash(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex').slice(0, 16);
}

/**
 * A file made once and kept: `make` writes it under a temporary name, and only a whole one gets its real name, with its
 * digest beside it. One that was cut short or changed since (a full disk, a kill) does not match and is made again.
 * @param name the file's name in the cache, with a hash of all that decides its content
 * @param make writes the file at the path it is given
 * @param directory where the cache is; tests have their own
 * @returns the file's path
 */
export async function cachedFile(
  name: string,
  make: (target: string) => Promise<void>,
  directory: string = cacheDirectory,
): Promise<string> {
  const file = path.join(directory, name);
  const digestFile = `${file}.sha256`;
  if (existsSync(file) && existsSync(digestFile)) {
    if ((await digestOf(file)) === (await readFile(digestFile, 'utf8')).trim()) return file;
  }
  await ensureDirectory(path.dirname(file));
  const store = async (partial: string): Promise<void> => {
    await make(partial);
    const digest = await digestOf(partial);
    await rename(partial, file);
    await writeFile(digestFile, `${digest}\n`);
  };
  await onDisk(() => withPartialFile(file, store));
  return file;
}

async function digestOf(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}
