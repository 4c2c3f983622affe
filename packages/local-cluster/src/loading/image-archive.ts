import { createHash } from 'node:crypto';
import type { Blob, Layer, SavedImage } from './saved-images.ts';
import type { TarEntry } from '../tar-file.ts';

const mediaTypes = {
  index: 'application/vnd.oci.image.index.v1+json',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar',
} as const;

/** An image under the name that containerd is to give it. */
export interface NamedImage extends SavedImage {
  readonly canonical: string;
}

/**
 * Images as an archive of the OCI's layout, which containerd imports, without the blobs that it has: it takes the layout's
 * index for what there is, and each blob from wherever it lies. Docker's own format must hold them all.
 * @param present digests of what containerd's content store has
 */
export function imageArchive(images: readonly NamedImage[], present: ReadonlySet<string>): TarEntry[] {
  const manifests = images.map((image) => ({ image, content: manifestOf(image) }));
  const blobs = new Map(images.flatMap(({ config, layers }) => [config, ...layers]).map((blob) => [blob.digest, blob]));
  const absent = [...blobs.values()].filter(({ digest }) => !present.has(digest));
  return [
    { name: 'oci-layout', content: JSON.stringify({ imageLayoutVersion: '1.0.0' }) },
    ...absent.map(({ digest, file }) => ({ name: blobName(digest), file })),
    ...manifests.map(({ content }) => ({ name: blobName(digestOf(content)), content })),
    {
      name: 'index.json',
      content: JSON.stringify({
        schemaVersion: 2,
        mediaType: mediaTypes.index,
        manifests: manifests.map(({ image, content }) => ({
          ...{ mediaType: mediaTypes.manifest, digest: digestOf(content), size: Buffer.byteLength(content) },
          annotations: { 'io.containerd.image.name': image.canonical },
        })),
      }),
    },
  ];
}

function manifestOf({ config, layers }: SavedImage): string {
  return JSON.stringify({
    schemaVersion: 2,
    mediaType: mediaTypes.manifest,
    config: descriptor(config, mediaTypes.config),
    layers: layers.map((layer) => descriptor(layer, layerType(layer))),
  });
}

/** containerd finds out by itself which compression it is, once it is told that there is one. */
function layerType({ isCompressed }: Layer): string {
  return isCompressed ? `${mediaTypes.layer}+gzip` : mediaTypes.layer;
}

function descriptor({ digest, size }: Blob, mediaType: string) {
  return { mediaType, digest, size };
}

function digestOf(content: string): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

function blobName(digest: string): string {
  return `blobs/${digest.replace(':', '/')}`;
}
