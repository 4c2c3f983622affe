import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Pack, pack } from 'tar-stream';

/** What is put into an archive: text, a file of this machine, a stream of known length, or a symbolic link. */
export type TarEntry = { readonly name: string; readonly mode?: number } & (
  | { readonly content: string }
  | { readonly file: string }
  | { readonly stream: () => Readable; readonly size: number }
  | { readonly linkTo: string }
);

/** An archive as a stream: owned by root and of no date, so that the same entries are the same bytes. */
export function tarOf(entries: readonly TarEntry[]): Readable {
  const archive = pack();
  fill(archive, entries).catch((error: unknown) => {
    archive.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return Readable.from(archive);
}

async function fill(archive: Pack, entries: readonly TarEntry[]): Promise<void> {
  for (const entry of entries) {
    const header = { name: entry.name, mode: entry.mode ?? 0o644, mtime: new Date(0), uid: 0, gid: 0 };
    if ('content' in entry) archive.entry(header, entry.content);
    else if ('linkTo' in entry) archive.entry({ ...header, type: 'symlink', linkname: entry.linkTo });
    else if ('file' in entry) {
      const { size } = await stat(entry.file);
      await pipeline(createReadStream(entry.file), archive.entry({ ...header, size }));
    } else await pipeline(entry.stream(), archive.entry({ ...header, size: entry.size }));
  }
  archive.finalize();
}
