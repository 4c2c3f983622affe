import { Readable } from 'node:stream';
import { docker } from '@eks-practice/machine/docker';
import type { Progress } from '@eks-practice/machine/progress';
import type { Container } from 'dockerode';
import { nodeExec } from './node-exec.ts';

/** containerd's namespace for what the kubelet runs. */
const ctr = ['ctr', '--namespace', 'k8s.io', 'images'];

/**
 * Hands images from Docker to a node, in one stream, so that a layer which they share goes over once. Images that the
 * node has whole are left out.
 * @returns the references that were handed over
 */
export async function loadImages(
  container: Container,
  references: readonly string[],
  progress: Progress,
): Promise<string[]> {
  const present = new Set((await ctrImages(container, ['check', '--quiet'])).split('\n'));
  const wanted = references.filter((reference) => !present.has(canonical(reference)));
  if (wanted.length === 0) return [];
  progress(`loading ${wanted.join(', ')} into the cluster`);
  await ctrImages(container, ['import', '-'], await saved(wanted));
  return wanted;
}

async function ctrImages(container: Container, args: string[], input?: Readable): Promise<string> {
  const { exitCode, stdout, stderr } = await nodeExec(container, [...ctr, ...args], input);
  if (exitCode !== 0) throw new Error(`ctr images ${args.join(' ')} ended with ${exitCode} in the node: ${stderr}`);
  return stdout;
}

/**
 * `docker save` of several images; dockerode itself has it for one only.
 * @throws where Docker has not got one of them
 */
async function saved(references: readonly string[]): Promise<Readable> {
  return new Promise((resolve, reject) => {
    const request = { path: '/images/get?', method: 'GET', options: { _query: { names: references } } };
    const statusCodes = { 200: true, 404: 'no such image', 500: 'server error' };
    docker.modem.dial({ ...request, isStream: true, statusCodes }, (error, answer) => {
      if (error) reject(new Error(`Docker cannot hand over ${references.join(', ')}: ${error.message}`));
      else resolve(answer as Readable);
    });
  });
}

/** A reference with registry and tag, as containerd keeps it (distribution/reference's normal form). */
export function canonical(reference: string): string {
  const [first = '', ...rest] = reference.split('/');
  const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  const path = hasRegistry ? reference : rest.length > 0 ? `docker.io/${reference}` : `docker.io/library/${reference}`;
  return /[:@][^/]*$/.test(path) ? path : `${path}:latest`;
}
