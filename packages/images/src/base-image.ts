import { copyFile, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { UserError } from '@eks-practice/errors/user-error';
import { cachedFile, contentHash } from '@eks-practice/machine/cache';
import { inspectImage, pullImage } from '@eks-practice/machine/docker';
import type { Progress } from '@eks-practice/machine/progress';
import { run } from '@eks-practice/machine/run';
import { ensureCommands } from '@eks-practice/machine/system-packages';
import { buildImage } from './build-image.ts';

/** Node 24 on Debian 12 without a shell or a package manager. */
export const distrolessImage = 'gcr.io/distroless/nodejs24-debian12:nonroot';

/** What a service's image is built on. */
export interface BaseImage {
  readonly reference: string;
  /** Changes whenever the content does: a digest, or the hash of the recipe. */
  readonly identity: string;
}

/**
 * The base of every service image: EKS_PRACTICE_BASE_IMAGE, else the distroless one where it can be pulled, else one of
 * the same make from Debian's packages and the Node that this repository pins. With one of these in Docker no registry is
 * asked, so an image's tag does not change with the network.
 * @throws {UserError} `base-image-missing` where the one that was asked for cannot be had
 */
export async function baseImage(progress: Progress): Promise<BaseImage> {
  const asked = process.env.EKS_PRACTICE_BASE_IMAGE;
  if (asked) {
    const found = (await present(asked)) ?? (await pulled(asked));
    if (found) return found;
    throw new UserError(`Docker has no image "${asked}" and cannot pull it.`, {
      code: 'base-image-missing',
      remedy: 'Mend EKS_PRACTICE_BASE_IMAGE, or unset it to have a base chosen.',
    });
  }
  const found = (await present(distrolessImage)) ?? ((await inspectImage(debianBase.reference)) && debianBase);
  return found ?? (await pulled(distrolessImage)) ?? buildDebianBase(progress);
}

async function present(reference: string): Promise<BaseImage | undefined> {
  const image = await inspectImage(reference);
  return image && { reference, identity: image.RepoDigests?.[0] ?? image.Id };
}

async function pulled(reference: string): Promise<BaseImage | undefined> {
  return (await pullImage(reference)) ? present(reference) : undefined;
}

/** Everything that the image is made of, and so everything that its tag is a hash of. */
const recipe = {
  suite: 'bookworm',
  // What the distroless image has too: the C and C++ libraries that Node links to, time zones, os-release.
  packages: ['base-files', 'libc6', 'libgcc-s1', 'libstdc++6', 'tzdata'],
  dockerfile: [
    'FROM scratch',
    'ADD root.tar /',
    'COPY passwd /etc/passwd',
    'COPY node /nodejs/bin/node',
    'USER 65532:65532',
    'ENTRYPOINT ["/nodejs/bin/node"]',
    '',
  ].join('\n'),
  passwd: 'root:x:0:0:root:/root:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n',
} as const;

const require = createRequire(import.meta.url);
const nodePackage = require('node/package.json') as { version: string };

const identity = contentHash(JSON.stringify(recipe), nodePackage.version, process.arch);
const debianBase: BaseImage = { reference: `eks-practice/node-base:${identity}`, identity };

async function buildDebianBase(progress: Progress): Promise<BaseImage> {
  const context = await mkdtemp(path.join(tmpdir(), 'eks-practice-base-'));
  try {
    progress('making the base image from Debian packages and Node');
    await copyFile(await rootFileSystem(progress), path.join(context, 'root.tar'));
    await copyFile(require.resolve('node/bin/node'), path.join(context, 'node'));
    await writeFile(path.join(context, 'passwd'), recipe.passwd);
    await writeFile(path.join(context, 'Dockerfile'), recipe.dockerfile);
    await buildImage({ context, files: ['Dockerfile', 'root.tar', 'node', 'passwd'], reference: debianBase.reference });
  } finally {
    await rm(context, { recursive: true, force: true });
  }
  return debianBase;
}

async function rootFileSystem(progress: Progress): Promise<string> {
  const key = contentHash(recipe.suite, ...recipe.packages, process.arch);
  return cachedFile(`images/node-root-${key}.tar`, async (target) => {
    await ensureCommands(
      [{ command: 'mmdebstrap', debianPackage: 'mmdebstrap', purpose: 'make a base image where none can be pulled' }],
      progress,
    );
    // mmdebstrap tells the format from the name's ending. `extract` unpacks and runs nothing: no shell is needed inside.
    const tar = `${target}.tar`;
    await run('mmdebstrap', ['--variant=extract', `--include=${recipe.packages.join(',')}`, recipe.suite, tar]);
    await rename(tar, target);
  });
}
