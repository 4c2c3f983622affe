import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Architecture } from '@eks-practice/machine/architecture';
import { contentHash } from '@eks-practice/machine/disk/cache';
import { inspectImage } from '@eks-practice/machine/docker/docker';
import { buildImage } from '@eks-practice/machine/docker/docker-build';
import { fromRoot } from '@eks-practice/machine/repository';
import type { BaseImage } from './base-image.ts';
import { withBuildContext } from './build-context.ts';
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

/** What a service's image is made of, besides its Dockerfile. */
export interface ImageParts {
  readonly bundle: Uint8Array;
  readonly base: BaseImage;
  /** What the image's record is called by; none is the host's, which may be the base's architecture too. */
  readonly architecture: Architecture | undefined;
}

/**
 * Builds a service's image from its bundle, for its base's architecture, and leaves its record. The tag is a hash of
 * everything inside, so that the same content has the same tag whoever builds it and whenever, and an image that Docker has
 * already is not built again.
 * @returns its reference
 */
export async function recordedServiceImage(
  service: string,
  { bundle, base, architecture }: ImageParts,
): Promise<string> {
  const reference = await buildServiceImage(service, bundle, base);
  const record: ImageRecord = { architecture: base.architecture, reference };
  const file = imageRecordPath(service, architecture);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(record)}\n`);
  return reference;
}

async function buildServiceImage(service: string, bundle: Uint8Array, base: BaseImage): Promise<string> {
  const dockerfile = await readFile(fromRoot('packages', service, 'Dockerfile'));
  const reference = imageReference(service, { bundle, dockerfile, base });
  const { architecture } = base;
  if (await inspectImage(reference, architecture)) return reference;
  // What was hashed, and not files that may have changed since.
  const files = { Dockerfile: { content: dockerfile }, 'main.mjs': { content: bundle } };
  const buildArguments = { BASE_IMAGE: base.reference };
  await withBuildContext(files, (context) => buildImage({ context, reference, architecture, buildArguments }));
  return reference;
}
