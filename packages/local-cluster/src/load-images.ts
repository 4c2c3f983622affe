import type { Progress } from '@eks-practice/machine/progress';
import type { Container } from 'dockerode';
import { type NamedImage, imageArchive } from './image-archive.ts';
import { nodeExec } from './node-exec.ts';
import { withSavedImages } from './saved-images.ts';
import { tarOf } from './tar-file.ts';

/** containerd's namespace for what the kubelet runs. */
const ctr = ['ctr', '--namespace', 'k8s.io'];

/**
 * Hands images from Docker to nodes that have not got them whole, to all side by side, and to each only the layers that it
 * has not got: the base is most of an image, and the same in the one before.
 * @returns the references that some node had not got
 */
export async function loadImages(
  nodes: readonly Container[],
  references: readonly string[],
  progress: Progress,
): Promise<string[]> {
  const needs = await Promise.all(nodes.map(async (node) => ({ node, lacks: await lacking(node, references) })));
  const wanted = references.filter((reference) => needs.some(({ lacks }) => lacks.includes(reference)));
  if (wanted.length === 0) return [];
  progress(`loading ${wanted.join(', ')} into the cluster`);
  await withSavedImages(wanted, async (saved) => {
    const images = saved.map((image) => ({ ...image, canonical: canonical(image.reference) }));
    const load = needs.map(({ node, lacks }) =>
      importInto(
        node,
        images.filter(({ reference }) => lacks.includes(reference)),
      ),
    );
    // Each to its end, since the files that they read go afterwards.
    for (const ended of await Promise.allSettled(load)) if (ended.status === 'rejected') throw ended.reason;
  });
  return wanted;
}

async function lacking(node: Container, references: readonly string[]): Promise<string[]> {
  const whole = new Set(await linesOf(node, ['images', 'check', '--quiet']));
  return references.filter((reference) => !whole.has(canonical(reference)));
}

async function importInto(node: Container, images: readonly NamedImage[]): Promise<void> {
  if (images.length === 0) return;
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
