import { glob, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { hostArchitecture } from '@eks-practice/machine/architecture';
import { cachedFile, contentHash } from '@eks-practice/machine/disk/cache';
import { buildImage } from '@eks-practice/machine/docker/docker-build';
import type { Progress } from '@eks-practice/machine/progress';
import { kubernetesPatch } from '@eks-practice/stages/kubernetes-version';
import { nodeBinaries, writeComponentImages } from './component-images.ts';
import { debianRecipe, debianRoot } from './debian-root.ts';
import { goPrograms, kubernetesDirectory, versionFlags } from './go-programs.ts';
import { type TarEntry, tarOf } from '../tar-file.ts';

/** What is in a component archive besides the programs; raise it when component-images.ts makes another one. */
const archiveFormat = '2';

/** The name of the image that is built here: its tag is a hash of everything that decides what is in it. */
export async function builtImageReference(): Promise<string> {
  const files = await filesBelow(kubernetesDirectory);
  const contents = await Promise.all(files.map((file) => readFile(path.join(kubernetesDirectory, file))));
  const parts = [...files, ...contents, versionFlags, ...debianRecipe, process.arch, archiveFormat];
  return `eks-practice/kubernetes:${contentHash(...parts)}`;
}

/**
 * Builds the node image: Debian, the Go programs and the component images. Its slow parts are kept in the cache, and it
 * gets its name from Docker only when it is whole.
 * @throws {UserError} where Go or mmdebstrap is missing
 */
export async function buildNodeImage(reference: string, progress: Progress): Promise<void> {
  const root = await debianRoot(progress);
  const programs = await goPrograms(progress);
  const key = contentHash(path.basename(programs.hyperkube), path.basename(programs.pause), archiveFormat);
  const components = await cachedFile(`kubernetes/components-${key}.tar`, (target) => {
    progress('packing the component images');
    return writeComponentImages(programs, target);
  });
  progress('building the Kubernetes image');
  const context = tarOf([
    ...(await nodeFiles()),
    { name: 'root.tar', file: root },
    { name: 'components.tar', file: components },
    ...nodeBinaries(programs, 'bin'),
  ]);
  await buildImage({
    context,
    dockerfile: 'node/Dockerfile',
    reference,
    architecture: hostArchitecture(),
    buildArguments: { KUBERNETES_VERSION: kubernetesPatch },
  });
}

async function nodeFiles(): Promise<TarEntry[]> {
  const files = (await filesBelow(kubernetesDirectory)).filter((file) => file.startsWith('node/'));
  return Promise.all(
    files.map(async (name) => {
      const file = path.join(kubernetesDirectory, name);
      return { name, file, mode: (await stat(file)).mode & 0o111 ? 0o755 : 0o644 };
    }),
  );
}

async function filesBelow(directory: string): Promise<string[]> {
  const entries = await Array.fromAsync(glob('**/*', { cwd: directory, withFileTypes: true }));
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .sort();
}
