import { cachedFile, contentHash } from '@eks-practice/machine/disk/cache';
import type { Progress } from '@eks-practice/machine/progress';
import { mmdebstrap } from '@eks-practice/machine/programs/mmdebstrap';

/** Debian 12, whose containerd 1.6 and runc 1.1 run on cgroups of either version. */
const release = 'bookworm';

const packages = [
  ...['containerd', 'runc', 'containernetworking-plugins'],
  // What kube-proxy, the CNI plugins and the kubelet call.
  ...['iptables', 'conntrack', 'iproute2', 'mount', 'kmod', 'procps'],
  ...['ca-certificates'],
];

const unread = ['doc', 'man', 'info', 'locale'].map((folder) => `--dpkgopt=path-exclude=/usr/share/${folder}/*`);

/** The command that makes the root file system, but for where to: the whole recipe, so its hash names the result. */
export const debianRecipe: readonly string[] = [
  '--variant=essential',
  '--format=tar',
  `--include=${packages.join(',')}`,
  ...unread,
  release,
];

/**
 * The node's root file system as a tar file, made of Debian packages; takes about 20 s the first time. mmdebstrap
 * finds out by itself how: as root, or in a user namespace for everybody else.
 * @throws {UserError} `system-package-missing`, `system-program-failed` or `disk-full`
 */
export async function debianRoot(progress: Progress): Promise<string> {
  const key = contentHash(...debianRecipe, process.arch);
  return cachedFile(`kubernetes/debian-${key}.tar`, async (target) => {
    progress('fetching the Debian packages of the node');
    await mmdebstrap(debianRecipe, target, progress);
  });
}
