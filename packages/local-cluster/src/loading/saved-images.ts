import { createWriteStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { onDisk } from '@eks-practice/machine/disk/disk-full';
import { docker } from '@eks-practice/machine/docker/docker';
import { type TemporaryFolder, temporaryFolder } from '@eks-practice/machine/disk/temporary-folder';
import { extract } from 'tar-stream';

/** A file of an image, which its digest names. */
export interface Blob {
  /** `sha256:<hex>`. */
  readonly digest: string;
  readonly file: string;
  /** In bytes. */
  readonly size: number;
}

/** A layer; Docker keeps it packed or unpacked, by its kind of image store. */
export interface Layer extends Blob {
  readonly isCompressed: boolean;
}

/** An image as Docker has handed it over. */
export interface SavedImage {
  readonly reference: string;
  readonly config: Blob;
  /** From the base up. */
  readonly layers: readonly Layer[];
}

/** What stands in a saved archive's manifest.json for each image: names of files in the archive. */
interface ManifestEntry {
  readonly Config: string;
  readonly RepoTags: readonly string[];
  readonly Layers: readonly string[];
}

/**
 * Images that Docker saves when they are first asked for, taken apart into files that are there until it is disposed of. A
 * layer that images share is there once.
 */
export class SavedImages implements AsyncDisposable {
  readonly #references: readonly string[];
  #folder: TemporaryFolder | undefined;
  #images: Promise<readonly SavedImage[]> | undefined;

  constructor(references: readonly string[]) {
    this.#references = references;
  }

  /**
   * @throws where Docker has not got one of them
   * @throws {UserError} `disk-full`
   */
  images(): Promise<readonly SavedImage[]> {
    this.#images ??= onDisk(() => this.#save());
    return this.#images;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#folder?.[Symbol.asyncDispose]();
  }

  async #save(): Promise<readonly SavedImage[]> {
    this.#folder = await temporaryFolder('images');
    return readImages(await unpack(await saved(this.#references), this.#folder.path));
  }
}

/**
 * `docker save` of several images; dockerode itself has it for one only.
 * @throws where Docker has not got one of them
 */
async function saved(references: readonly string[]): Promise<Readable> {
  return new Promise((resolve, reject) => {
    const request = { path: '/images/get?', method: 'GET', options: { _query: { names: references } } };
    const statusCodes = { 200: true, 404: 'no such image', 500: 'server error' };
    docker.modem.dial({ ...request, isStream: true, statusCodes }, (error, answer) => {
      if (error) reject(new Error(`Docker cannot hand over ${references.join(', ')}: ${error.message}`));
      else resolve(answer as Readable);
    });
  });
}

/** @returns the archive's files, by their names in it */
async function unpack(archive: Readable, folder: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  const entries = extract();
  const read = pipeline(archive, entries);
  for await (const entry of entries) {
    // Of two layers with the same content older daemons save the second one as a link: the first one will do for both.
    if (entry.header.type === 'file') {
      const file = path.join(folder, String(files.size));
      await pipeline(entry, createWriteStream(file));
      files.set(path.posix.normalize(entry.header.name), file);
    } else entry.resume();
  }
  await read;
  return files;
}

/** @param files of an archive in Docker's format, which newer daemons save beside the OCI's */
export async function readImages(files: ReadonlyMap<string, string>): Promise<SavedImage[]> {
  const manifest = JSON.parse(await readFile(fileNamed(files, 'manifest.json'), 'utf8')) as ManifestEntry[];
  const images = await Promise.all(
    manifest.map(async ({ Config, RepoTags, Layers }) => {
      const config = fileNamed(files, Config);
      const { rootfs } = JSON.parse(await readFile(config, 'utf8')) as { rootfs: { diff_ids: string[] } };
      const layers = Layers.map((name, index) => {
        const unpacked = rootfs.diff_ids[index] ?? '';
        const digest = digestIn(name) ?? unpacked;
        return { name, digest, isCompressed: digest !== unpacked };
      });
      return { reference: RepoTags[0] ?? '', config: { digest: digestIn(Config) ?? '', file: config }, layers };
    }),
  );
  const layerFiles = new Map(
    images.flatMap(({ layers }) =>
      layers.flatMap(({ name, digest }): [string, string][] => {
        const file = files.get(name);
        return file === undefined ? [] : [[digest, file]];
      }),
    ),
  );
  return Promise.all(
    images.map(async ({ reference, config, layers }) => ({
      reference,
      config: { ...config, size: (await stat(config.file)).size },
      layers: await Promise.all(
        layers.map(async ({ digest, isCompressed }) => {
          const file = fileNamed(layerFiles, digest);
          return { digest, isCompressed, file, size: (await stat(file)).size };
        }),
      ),
    })),
  );
}

/** The digest that a file's name in the archive is, as `blobs/sha256/<hex>` or `<hex>.json`. */
function digestIn(name: string): string | undefined {
  const hex = /^(?:blobs\/sha256\/)?([0-9a-f]{64})(?:\.json)?$/.exec(name)?.[1];
  return hex === undefined ? undefined : `sha256:${hex}`;
}

function fileNamed(files: ReadonlyMap<string, string>, name: string): string {
  const file = files.get(name);
  if (file === undefined) throw new Error(`${name} is missing in what Docker has saved`);
  return file;
}
