import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { docker } from '@eks-practice/machine/docker/docker';
import { run } from '@eks-practice/machine/run';

/** An image that takes no time to build, and is gone at the end. */
export interface SmallImage extends AsyncDisposable {
  readonly reference: string;
  readonly tag: string;
}

/** Makes an image of a megabyte that is unlike any other. */
export async function smallImage(): Promise<SmallImage> {
  const repo = 'eks-practice-tests/small';
  const tag = randomBytes(8).toString('hex');
  const folder = await mkdtemp(path.join(tmpdir(), 'image-'));
  try {
    await writeFile(path.join(folder, 'content'), randomBytes(1e6));
    await run('tar', ['-C', folder, '-cf', path.join(folder, 'root.tar'), 'content']);
    await text(await docker.importImage(path.join(folder, 'root.tar'), { repo, tag }));
  } finally {
    await rm(folder, { recursive: true });
  }
  const reference = `${repo}:${tag}`;
  return { reference, tag, [Symbol.asyncDispose]: () => docker.getImage(reference).remove() };
}
