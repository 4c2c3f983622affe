import { copyFile, link, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { onDisk } from '@eks-practice/machine/disk/disk-full';
import { temporaryFolder } from '@eks-practice/machine/disk/temporary-folder';

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
    await using folder = await temporaryFolder('build');
    for (const [name, source] of Object.entries(files)) {
      const target = path.join(folder.path, name);
      if ('content' in source) await writeFile(target, source.content);
      // A link takes no room, where both are on one file system.
      else await link(source.file, target).catch(() => copyFile(source.file, target));
    }
    await build({ context: folder.path, src: Object.keys(files) });
  });
}
