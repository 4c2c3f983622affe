import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import path from 'node:path';

/**
 * How much may still be written to the disk of a folder, or to that of the nearest one above it where it is yet to be
 * made; in bytes, undefined where the system does not tell.
 */
export async function freeSpace(directory: string): Promise<number | undefined> {
  const system = await statfs(existing(directory)).catch(() => undefined);
  return system && system.bavail * system.bsize;
}

function existing(directory: string): string {
  return existsSync(directory) ? directory : existing(path.dirname(directory));
}
