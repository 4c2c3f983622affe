import { copyFile, link, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onDisk } from '@eks-practice/machine/disk-full';

/** What a Dockerfile copies from and the Dockerfile itself, by the names that they have there. */
type ContextFiles = Readonly<Record<string, { readonly file: string } | { readonly content: string | Uint8Array }>>;

/** The folder of a build and what of it is sent to the builder. */
interface BuildContext {
  readonly context: string;
  readonly src: string[];
}

/** Puts files side by side in a folder that is there while `build` runs. */
export async function withBuildContext(
  files: ContextFiles,
  build: (context: BuildContext) => Promise<void>,
): Promise<void> {
  await onDisk(async () => {
    const context = await mkdtemp(path.join(tmpdir(), 'eks-practice-build-'));
    try {
      for (const [name, source] of Object.entries(files)) {
        const target = path.join(context, name);
        if ('content' in source) await writeFile(target, source.content);
        // A link takes no room, where both are on one file system.
        else await link(source.file, target).catch(() => copyFile(source.file, target));
      }
      await build({ context, src: Object.keys(files) });
    } finally {
      await rm(context, { recursive: true, force: true });
    }
  });
}
