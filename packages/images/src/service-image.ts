import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { contentHash } from '@eks-practice/machine/cache';
import { inspectImage } from '@eks-practice/machine/docker';
import type { Progress } from '@eks-practice/machine/progress';
import { fromRoot } from '@eks-practice/machine/repository';
import { type BaseImage, baseImage } from './base-image.ts';
import { buildImage } from './build-image.ts';
import { bundlePath } from './bundle.ts';

/** What the `image` target leaves behind for those who deploy. */
export interface ImageRecord {
  /** `eks-practice/<service>:<content hash>`. */
  readonly reference: string;
}

/** Where the record of a service's image is. */
export function imageRecordPath(service: string): string {
  return fromRoot('packages', service, 'dist/image.json');
}

/** Everything that is inside a service's image. */
export interface ImageContent {
  readonly bundle: Uint8Array;
  readonly dockerfile: Uint8Array;
  readonly base: Pick<BaseImage, 'identity'>;
}

/** An image's name, with a hash of its content as the tag. */
export function imageReference(service: string, { bundle, dockerfile, base }: ImageContent): string {
  return `eks-practice/${service}:${contentHash(bundle, dockerfile, base.identity)}`;
}

/**
 * Builds a service's image from its bundle. The tag is a hash of everything inside, so that the same content has the
 * same tag whoever builds it and whenever, and an image that Docker has already is not built again.
 */
export async function buildServiceImage(service: string, progress: Progress): Promise<ImageRecord> {
  const base = await baseImage(progress);
  const dockerfile = fromRoot('packages', service, 'Dockerfile');
  const content = { bundle: await readFile(bundlePath(service)), dockerfile: await readFile(dockerfile), base };
  const reference = imageReference(service, content);
  if (!(await inspectImage(reference))) {
    const context = await mkdtemp(path.join(tmpdir(), `eks-practice-${service}-`));
    try {
      await copyFile(dockerfile, path.join(context, 'Dockerfile'));
      await copyFile(bundlePath(service), path.join(context, 'main.mjs'));
      const buildArguments = { BASE_IMAGE: base.reference };
      await buildImage({ context, files: ['Dockerfile', 'main.mjs'], reference, buildArguments });
    } finally {
      await rm(context, { recursive: true, force: true });
    }
  }
  await writeFile(imageRecordPath(service), `${JSON.stringify({ reference } satisfies ImageRecord)}\n`);
  return { reference };
}
