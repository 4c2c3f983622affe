import { randomUUID } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { isRunning } from '../is-running.ts';

/** In the name of every file that is not whole yet. Process ids say nothing of another host that shares the folder. */
const mark = `.partial-${hostname()}-`;

/**
 * Writes a file under a name of this process, to be given its own name once it is whole. Whatever happens, nothing is
 * left under that name, nor under those of processes that were killed.
 * @param finish writes the whole file at the path it is given, and renames it
 */
export async function withPartialFile(file: string, finish: (partial: string) => Promise<void>): Promise<void> {
  await removeAbandoned(path.dirname(file));
  const partial = `${file}${mark}${process.pid}-${randomUUID()}`;
  try {
    await finish(partial);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

async function removeAbandoned(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    const writer = Number.parseInt(name.split(mark)[1] ?? '', 10);
    if (Number.isNaN(writer) || isRunning(writer)) continue;
    await rm(path.join(directory, name), { recursive: true, force: true });
  }
}
