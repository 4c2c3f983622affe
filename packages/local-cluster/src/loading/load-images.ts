import { setTimeout as sleep } from 'node:timers/promises';
import type { Progress } from '@eks-practice/machine/progress';
import type { Container } from 'dockerode';
import { type NamedImage, imageArchive } from './image-archive.ts';
import { nodeExec } from '../node-exec.ts';
import { SavedImages } from './saved-images.ts';
import { tarOf } from '../tar-file.ts';

/** containerd's namespace for what the kubelet runs. */
const ctr = ['ctr', '--namespace', 'k8s.io'];

/** A node that is to have images. */
export interface LoadingNode {
  readonly container: Container;
  /** Ends when the container runs; containerd in it may still be starting. */
  readonly raised: Promise<void>;
}

interface Loading {
  readonly progress: Progress;
  /** Ends the wait for a node that does not start. */
  readonly signal: AbortSignal;
}

const intervalMilliseconds = 200;

/**
 * Hands images from Docker to nodes that have not got them whole: to each as soon as it can take them, and only the layers
 * that it has not got. The base is most of an image, and the same in the one before.
 * @returns the references that some node had not got
 */
export async function loadImages(
  nodes: readonly LoadingNode[],
  references: readonly string[],
  { progress, signal }: Loading,
): Promise<string[]> {
  await using saved = new SavedImages(references);
  const load = nodes.map(async ({ container, raised }) => {
    await raised;
    const lacks = await lackingOnceUp(container, references, signal);
    if (lacks.length === 0) return [];
    progress(`loading ${lacks.join(', ')} into the cluster`);
    const images = (await saved.images()).filter(({ reference }) => lacks.includes(reference));
    await importInto(
      container,
      images.map((image) => ({ ...image, canonical: canonical(image.reference) })),
    );
    return lacks;
  });
  // Each to its end, since the files that they read go afterwards.
  const loaded = (await Promise.allSettled(load)).flatMap((ended) => {
    if (ended.status === 'rejected') throw ended.reason;
    return ended.value;
  });
  return references.filter((reference) => loaded.includes(reference));
}

/** As {@link lacking}, of a node whose containerd may still be starting. */
async function lackingOnceUp(node: Container, references: readonly string[], signal: AbortSignal): Promise<string[]> {
  for (;;) {
    const found = await lacking(node, references).catch(() => undefined);
    if (found) return found;
    await sleep(intervalMilliseconds, undefined, { signal });
  }
}

async function lacking(node: Container, references: readonly string[]): Promise<string[]> {
  const whole = new Set(await linesOf(node, ['images', 'check', '--quiet']));
  return references.filter((reference) => !whole.has(canonical(reference)));
}

async function importInto(node: Container, images: readonly NamedImage[]): Promise<void> {
  const references = images.map(({ reference }) => reference);
  const present = new Set(await linesOf(node, ['content', 'ls', '--quiet']));
  const { exitCode } = await runImport(node, images, present);
  if (exitCode === 0 && (await lacking(node, references)).length === 0) return;
  // What was there may have been nobody's, and been collected meanwhile: then it gets everything.
  const whole = await runImport(node, images, new Set());
  if (whole.exitCode !== 0) {
    throw new Error(`${references.join(', ')} could not be loaded into the node (${whole.exitCode}): ${whole.stderr}`);
  }
}

async function runImport(node: Container, images: readonly NamedImage[], present: ReadonlySet<string>) {
  return nodeExec(node, [...ctr, 'images', 'import', '-'], tarOf(imageArchive(images, present)));
}

async function linesOf(node: Container, args: readonly string[]): Promise<string[]> {
  const { exitCode, stdout, stderr } = await nodeExec(node, [...ctr, ...args]);
  if (exitCode !== 0) throw new Error(`ctr ${args.join(' ')} ended with ${exitCode} in the node: ${stderr}`);
  return stdout.split('\n');
}

/** A reference with registry and tag, as containerd keeps it (distribution/reference's normal form). */
export function canonical(reference: string): string {
  const [first = '', ...rest] = reference.split('/');
  const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  const path = hasRegistry ? reference : rest.length > 0 ? `docker.io/${reference}` : `docker.io/library/${reference}`;
  return /[:@][^/]*$/.test(path) ? path : `${path}:latest`;
}
