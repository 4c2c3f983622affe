import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readImages } from './saved-images.ts';

const [configHex, baseHex, codeHex, packedHex] = ['a', 'b', 'c', 'd'].map((digit) => digit.repeat(64));
const config = JSON.stringify({ rootfs: { diff_ids: [`sha256:${baseHex}`, `sha256:${codeHex}`] } });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'saved-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** What Docker has saved of one image: these layers, and of them those that are no links. */
async function saved(configName: string, layers: readonly string[], files = layers): Promise<Map<string, string>> {
  const contents = {
    'manifest.json': JSON.stringify([{ Config: configName, RepoTags: ['api:1'], Layers: layers }]),
    [configName]: config,
    ...Object.fromEntries(files.map((name) => [name, name])),
  };
  const written = Object.entries(contents).map(async ([name, content], index): Promise<[string, string]> => {
    const file = path.join(folder, String(index));
    await writeFile(file, content);
    return [name, file];
  });
  return new Map(await Promise.all(written));
}

test('older daemons name a layer by an id of its own: its digest is in the configuration', async () => {
  const [image] = await readImages(await saved(`${configHex}.json`, ['1/layer.tar', '2/layer.tar']));
  expect(image?.config.digest).toBe(`sha256:${configHex}`);
  expect(image?.layers).toMatchObject([
    { digest: `sha256:${baseHex}`, isCompressed: false, size: 11 },
    { digest: `sha256:${codeHex}`, isCompressed: false },
  ]);
});

test('a daemon with an image store of containerd hands a layer over as it was packed', async () => {
  const names = [`blobs/sha256/${packedHex}`, `blobs/sha256/${codeHex}`];
  const [image] = await readImages(await saved(`blobs/sha256/${configHex}`, names));
  expect(image?.config.digest).toBe(`sha256:${configHex}`);
  expect(image?.layers).toMatchObject([
    { digest: `sha256:${packedHex}`, isCompressed: true },
    { digest: `sha256:${codeHex}`, isCompressed: false },
  ]);
});

test('a layer that is not in the archive is said to be missing', async () => {
  const files = await saved(`${configHex}.json`, ['1/layer.tar', '2/layer.tar'], ['1/layer.tar']);
  await expect(readImages(files)).rejects.toThrow(`sha256:${codeHex} is missing`);
});
