import { createGzip } from 'node:zlib';
import { docker } from '@eks-practice/machine/docker/docker';

/** The level that Docker compresses layers with when it pushes them (Go's default). */
const level = 6;

/**
 * What an image weighs in a registry, in bytes: its layers, compressed. Measured on the archive that `docker save` writes, whose
 * descriptions beside the layers come to some kilobytes.
 */
export async function compressedSize(image: string): Promise<number> {
  const archive = await docker.getImage(image).get();
  let size = 0;
  for await (const part of archive.pipe(createGzip({ level }))) size += (part as Buffer).length;
  return size;
}
