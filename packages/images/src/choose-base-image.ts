import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Architecture, hostArchitecture } from '@eks-practice/machine/architecture';
import { contentHash } from '@eks-practice/machine/disk/cache';
import { chooseImage } from '@eks-practice/machine/docker/choose-image';
import { inspectImage } from '@eks-practice/machine/docker/docker';
import type { Progress } from '@eks-practice/machine/progress';
import { type BaseImage, baseImageRecordPath } from './base-image.ts';
import { buildDebianBase, debianBase } from './debian-base.ts';

/** Node 24 on Debian 12 without a shell or a package manager; a tag for each architecture, so that both fit in Docker. */
export function distrolessImage(architecture: Architecture): string {
  return `gcr.io/distroless/nodejs24-debian12:nonroot-${architecture}`;
}

/**
 * The base of every service image: EKS_PRACTICE_BASE_IMAGE, else the distroless one where it can be pulled, else one of
 * the same make from Debian's packages and the Node that this repository pins.
 * @throws {UserError} `image-missing` where the one that was asked for cannot be had
 */
async function baseImage(architecture: Architecture, progress: Progress): Promise<BaseImage> {
  const built = debianBase(architecture);
  const choice = {
    variable: 'EKS_PRACTICE_BASE_IMAGE' as const,
    preferred: distrolessImage(architecture),
    built: built.reference,
    build: () => buildDebianBase(architecture, progress),
    architecture,
  };
  const reference = await chooseImage(choice, progress);
  if (reference === built.reference) return built;
  // Not its id, which is another one for the same image in each of Docker's two kinds of image store.
  const layers = (await inspectImage(reference, architecture))?.RootFS.Layers ?? [];
  return { architecture, reference, identity: contentHash(architecture, ...layers) };
}

/**
 * As {@link baseImage}, and leaves the record.
 * @param architecture none is the host's
 */
export async function recordedBaseImage(
  architecture: Architecture | undefined,
  progress: Progress,
): Promise<BaseImage> {
  const base = await baseImage(architecture ?? hostArchitecture(), progress);
  const record = baseImageRecordPath(architecture);
  await mkdir(path.dirname(record), { recursive: true });
  await writeFile(record, `${JSON.stringify(base)}\n`);
  return base;
}
