import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { glob, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { kubernetesPatch } from '@eks-practice/stages/kubernetes-version';
import { extract } from 'tar-stream';
import { componentImages, nodeBinaries, writeComponentImages } from './component-images.ts';
import { kubernetesDirectory } from './go-programs.ts';

interface Entry {
  readonly name: string;
  readonly content: Buffer;
}

async function entriesOf(archive: Readable): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of archive.pipe(extract())) {
    const content = await buffer(Readable.from(entry));
    entries.push({ name: entry.header.name, content });
  }
  return entries;
}

function jsonIn(entries: readonly Entry[], name: string): unknown {
  return JSON.parse(String(entries.find((entry) => entry.name === name)?.content));
}

async function archiveOf(pause: string, hyperkube = 'all components'): Promise<Entry[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'components-'));
  try {
    const programs = { hyperkube: path.join(folder, 'h'), pause: path.join(folder, 'p') };
    await writeFile(programs.hyperkube, hyperkube);
    await writeFile(programs.pause, pause);
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
  const entries = await archiveOf('pause');
  const manifest = jsonIn(entries, 'manifest.json') as { Config: string; Layers: string[] }[];
  const layer = entries.find(({ name }) => name === 'layer.tar')?.content ?? Buffer.alloc(0);
  const digest = `sha256:${createHash('sha256').update(layer).digest('hex')}`;
  expect(manifest).toHaveLength(7);
  for (const { Config, Layers } of manifest) {
    expect(Layers).toEqual(['layer.tar']);
    expect(jsonIn(entries, Config)).toMatchObject({ rootfs: { diff_ids: [digest] } });
  }
  const files = await entriesOf(Readable.from([layer]));
  expect(files.map(({ name, content }) => [name, String(content)])).toEqual([['usr/local/bin/pause', 'pause']]);
});

test('the same program makes the same bytes, another one other ones; what the node has is not among them', async () => {
  expect(await archiveOf('one')).toEqual(await archiveOf('one', 'a newer hyperkube'));
  expect(await archiveOf('one')).not.toEqual(await archiveOf('two'));
});

test('the pod of every component mounts the program that its image starts', async () => {
  const files = await Array.fromAsync(glob('node/{cluster.yaml,patches/*.yaml}', { cwd: kubernetesDirectory }));
  const texts = await Promise.all(files.map((file) => readFile(path.join(kubernetesDirectory, file), 'utf8')));
  const mounted = texts.flatMap((text) =>
    [...text.matchAll(/mountPath: (\/usr\/local\/bin\/\S+)/g)].map(([, to]) => to),
  );
  const started = componentImages('sha256:0').map(({ config }) => {
    const parsed = JSON.parse(config) as { config: { Entrypoint: [string] } };
    return parsed.config.Entrypoint[0];
  });
  // What holds a pod is what its image has.
  expect(mounted.sort()).toEqual(started.filter((program) => program !== '/usr/local/bin/pause').sort());
});

test('the node has the programs that run on it', () => {
  const names = nodeBinaries({ hyperkube: '/h', pause: '/p' }, 'bin').map(({ name }) => name);
  expect(names).toEqual(['bin/hyperkube', 'bin/kubelet', 'bin/kube-proxy', 'bin/kubeadm', 'bin/kubectl']);
});
