import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { hostArchitecture } from '@eks-practice/machine/architecture';
import { kubernetesPatch } from '@eks-practice/stages/kubernetes-version';
import type { GoPrograms } from './go-programs.ts';
import { type TarEntry, tarOf } from '../tar-file.ts';

/** As in kubernetes/node/kubeadm-server.yaml: a registry that cannot exist (RFC 2606), so nobody else's image stands in. */
const repository = 'eks-practice.invalid';

const podComponents = [
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'etcd',
  'coredns',
  'metrics-server',
];

const nodeComponents = ['kubelet', 'kube-proxy', 'kubeadm', 'kubectl'];

/** What runs on the node itself: hyperkube, with a link to it for each name that it acts by. */
export function nodeBinaries({ hyperkube }: GoPrograms, folder: string): TarEntry[] {
  const links = nodeComponents.map((name) => ({ name: `${folder}/${name}`, linkTo: 'hyperkube' }));
  return [{ name: `${folder}/hyperkube`, file: hyperkube, mode: 0o755 }, ...links];
}

/** In every image: what holds a pod's namespaces, and room for the program that the pod mounts from its node. */
function componentLayer({ pause }: GoPrograms): Readable {
  return tarOf([{ name: 'usr/local/bin/pause', file: pause, mode: 0o755 }]);
}

/**
 * The images of all components as one archive that `ctr images import` and `docker load` read (Docker's image format
 * 1.2). They share one small layer and differ in what they start. The program itself is the node's, which their pods mount
 * (kubernetes/node/patches): importing it took 3 s of a cluster's start, and it would be on the disk and in memory again.
 */
export async function writeComponentImages(programs: GoPrograms, target: string): Promise<void> {
  const layer = () => componentLayer(programs);
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of layer() as AsyncIterable<Buffer>) {
    size += chunk.length;
    hash.update(chunk);
  }
  const images = componentImages(`sha256:${hash.digest('hex')}`);
  const archive = tarOf([
    ...images.map(({ configFile, config }) => ({ name: configFile, content: config })),
    { name: layerFile, stream: layer, size },
    {
      name: 'manifest.json',
      content: JSON.stringify(
        images.map(({ configFile, tag }) => ({ Config: configFile, RepoTags: [tag], Layers: [layerFile] })),
      ),
    },
  ]);
  await pipeline(archive, createWriteStream(target));
}

const layerFile = 'layer.tar';

export interface ComponentImage {
  readonly tag: string;
  readonly config: string;
  /** Named by its digest, which is the image's id. */
  readonly configFile: string;
}

/** @param layerDigest of the uncompressed layer, as `sha256:<hex>` */
export function componentImages(layerDigest: string): ComponentImage[] {
  return [...podComponents, 'pause'].map((name) => {
    const config = JSON.stringify({
      architecture: hostArchitecture(),
      os: 'linux',
      config: { Entrypoint: [`/usr/local/bin/${name}`], Env: ['PATH=/usr/local/bin'] },
      rootfs: { type: 'layers', diff_ids: [layerDigest] },
    });
    const digest = createHash('sha256').update(config).digest('hex');
    return { tag: `${repository}/${name}:v${kubernetesPatch}`, config, configFile: `${digest}.json` };
  });
}
