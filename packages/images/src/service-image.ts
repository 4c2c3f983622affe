import { readFile } from 'node:fs/promises';
import type { Architecture } from '@eks-practice/machine/architecture';
import { contentHash } from '@eks-practice/machine/cache';
import { inspectImage } from '@eks-practice/machine/docker';
import { buildImage } from '@eks-practice/machine/docker-build';
import { fromRoot } from '@eks-practice/machine/repository';
import type { BaseImage } from './base-image.ts';
import { withBuildContext } from './build-context.ts';
import { bundlePath } from './bundle.ts';
import { forArchitecture } from './image-targets.ts';

/** What an `image` target leaves behind for those who deploy. */
export interface ImageRecord {
  readonly architecture: Architecture;
  /** `eks-practice/<service>:<content hash>`. */
  readonly reference: string;
}

/**
 * Where the record of a service's image is.
 * @param architecture of the target that leaves it; none is the host's
 */
export function imageRecordPath(service: string, architecture?: Architecture): string {
  return fromRoot('packages', service, 'dist', `${forArchitecture('image', architecture)}.json`);
}

/** The record of a service's image, as its target left it; `architecture` as in {@link imageRecordPath}. */
export async function readImageRecord(service: string, architecture?: Architecture): Promise<ImageRecord> {
  return JSON.parse(await readFile(imageRecordPath(service, architecture), 'utf8')) as ImageRecord;
}

/** Everything that is inside a service's image. */
export interface ImageContent {
  readonly bundle: Uint8Array;
  readonly dockerfile: Uint8Array;
  /** Its name is in the image's labels. */
  readonly base: Pick<BaseImage, 'reference' | 'identity'>;
}

/** An image's name, with a hash of its content as the tag. */
export function imageReference(service: string, { bundle, dockerfile, base }: ImageContent): string {
  return `eks-practice/${service}:${contentHash(bundle, dockerfile, base.reference, base.identity)}`;
}

/**
 * Builds a service's image from its bundle, for its base's architecture. The tag is a hash of everything inside, so that
 * the same content has the same tag whoever builds it and whenever, and an image that Docker has already is not built
 * again.
 * @returns its reference
 */
export async function buildServiceImage(service: string, base: BaseImage): Promise<string> {
  const dockerfile = fromRoot('packages', service, 'Dockerfile');
  const content = { bundle: await readFile(bundlePath(service)), dockerfile: await readFile(dockerfile), base };
  const reference = imageReference(service, content);
  const { architecture } = base;
  if (await inspectImage(reference, architecture)) return reference;
  const files = { Dockerfile: { file: dockerfile }, 'main.mjs': { file: bundlePath(service) } };
  const buildArguments = { BASE_IMAGE: base.reference };
  await withBuildContext(files, (context) => buildImage({ context, reference, architecture, buildArguments }));
  return reference;
}
