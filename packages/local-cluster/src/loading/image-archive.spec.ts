import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { type NamedImage, imageArchive } from './image-archive.ts';

const blob = (name: string) => ({ digest: `sha256:${name}`, file: `/files/${name}`, size: name.length });
const layer = (name: string, isCompressed = false) => ({ ...blob(name), isCompressed });
const image = (name: string): NamedImage => ({
  reference: `eks-practice/${name}:1`,
  canonical: `docker.io/eks-practice/${name}:1`,
  config: blob(`config-${name}`),
  layers: [layer('base', true), layer(`code-${name}`)],
});
const both = [image('api'), image('user-api')];

/** The files of an archive that were sent as they are. */
function sent(images: readonly NamedImage[], ...present: string[]): string[] {
  return imageArchive(images, new Set(present)).flatMap((entry) => ('file' in entry ? [entry.name] : []));
}

function contentOf(images: readonly NamedImage[], name: string): string {
  const entry = imageArchive(images, new Set()).find((one) => one.name === name);
  if (!entry || !('content' in entry)) throw new Error(`no ${name}`);
  return entry.content;
}

test('a layer that images share goes over once', () => {
  const codes = ['blobs/sha256/config-api', 'blobs/sha256/code-api', 'blobs/sha256/config-user-api'];
  expect(sent(both)).toEqual(expect.arrayContaining([...codes, 'blobs/sha256/code-user-api', 'blobs/sha256/base']));
  expect(sent(both)).toHaveLength(5);
});

test('what the node has does not go over', () => {
  expect(sent([image('api')], 'sha256:base')).toEqual(['blobs/sha256/config-api', 'blobs/sha256/code-api']);
});

test('but stays part of the image, which containerd finds by name', () => {
  const index = JSON.parse(contentOf(both, 'index.json')) as { manifests: { digest: string; annotations: unknown }[] };
  expect(index.manifests.map(({ annotations }) => annotations)).toEqual(
    both.map(({ canonical }) => ({ 'io.containerd.image.name': canonical })),
  );
  const { digest = '' } = index.manifests[0] ?? {};
  const manifest = contentOf(both, `blobs/${digest.replace(':', '/')}`);
  expect(`sha256:${createHash('sha256').update(manifest).digest('hex')}`).toBe(digest);
  expect(JSON.parse(manifest)).toMatchObject({
    config: { digest: 'sha256:config-api' },
    layers: [
      { digest: 'sha256:base', mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', size: 4 },
      { digest: 'sha256:code-api', mediaType: 'application/vnd.oci.image.layer.v1.tar', size: 8 },
    ],
  });
});
