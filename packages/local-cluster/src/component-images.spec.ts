import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { kubernetesPatch } from '@eks-practice/stages/kubernetes-version';
import { extract } from 'tar-stream';
import { componentImages, nodeBinaries, writeComponentImages } from './component-images.ts';

interface Entry {
  readonly name: string;
  readonly linkTo: string | null | undefined;
  readonly content: Buffer;
}

async function entriesOf(archive: Readable): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of archive.pipe(extract())) {
    const content = await buffer(Readable.from(entry));
    entries.push({ name: entry.header.name, linkTo: entry.header.linkname, content });
  }
  return entries;
}

function jsonIn(entries: readonly Entry[], name: string): unknown {
  return JSON.parse(String(entries.find((entry) => entry.name === name)?.content));
}

async function archiveOf(hyperkube: string): Promise<Entry[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'components-'));
  try {
    const programs = { hyperkube: path.join(folder, 'h'), pause: path.join(folder, 'p') };
    await writeFile(programs.hyperkube, hyperkube);
    await writeFile(programs.pause, 'pause');
    const target = path.join(folder, 'images.tar');
    await writeComponentImages(programs, target);
    return await entriesOf(createReadStream(target));
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('every component that runs as a pod has an image of the release, which starts the component', () => {
  const images = componentImages('sha256:0').map(({ tag, config }) => ({
    tag,
    ...(JSON.parse(config) as { config: unknown }),
  }));
  expect(images.map(({ tag }) => tag)).toEqual(
    ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'etcd', 'coredns', 'metrics-server', 'pause'].map(
      (name) => `eks-practice.invalid/${name}:v${kubernetesPatch}`,
    ),
  );
  expect(images[4]).toMatchObject({ config: { Entrypoint: ['/usr/local/bin/coredns'] } });
});

test('the archive holds one layer, whose digest every image names', async () => {
  const entries = await archiveOf('all components');
  const manifest = jsonIn(entries, 'manifest.json') as { Config: string; Layers: string[] }[];
  const layer = entries.find(({ name }) => name === 'layer.tar')?.content ?? Buffer.alloc(0);
  const digest = `sha256:${createHash('sha256').update(layer).digest('hex')}`;
  expect(manifest).toHaveLength(7);
  for (const { Config, Layers } of manifest) {
    expect(Layers).toEqual(['layer.tar']);
    expect(jsonIn(entries, Config)).toMatchObject({ rootfs: { diff_ids: [digest] } });
  }
  const files = await entriesOf(Readable.from([layer]));
  expect(files.find(({ name }) => name === 'usr/local/bin/hyperkube')?.content.toString()).toBe('all components');
  expect(files.find(({ name }) => name === 'usr/local/bin/etcd')?.linkTo).toBe('hyperkube');
  expect(files.find(({ name }) => name === 'usr/local/bin/pause')?.content.toString()).toBe('pause');
});

test('the same programs make the same bytes, other programs other ones', async () => {
  expect(await archiveOf('one')).toEqual(await archiveOf('one'));
  expect(await archiveOf('one')).not.toEqual(await archiveOf('two'));
});

test('the node has the programs that run on it', () => {
  const names = nodeBinaries({ hyperkube: '/h', pause: '/p' }, 'bin').map(({ name }) => name);
  expect(names).toEqual(['bin/hyperkube', 'bin/kubelet', 'bin/kube-proxy', 'bin/kubeadm', 'bin/kubectl']);
});
