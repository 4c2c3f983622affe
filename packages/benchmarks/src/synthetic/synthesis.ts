import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { fromRoot } from '@eks-practice/machine/repository';
import { run } from '@eks-practice/machine/run';
import type { KubernetesObject } from '@eks-practice/workloads/stage-objects';

export interface SynthesisOptions {
  /** Of the objects. */
  readonly namespace: string;
  /** What every service runs. */
  readonly image: string;
  /** Where the templates go. */
  readonly outdir: string;
}

export interface Synthesis {
  /** Of a local stage. */
  readonly objects: readonly KubernetesObject[];
  readonly objectsSeconds: number;
  /** For the templates of a stage on EKS and its cluster. */
  readonly templatesSeconds: number;
}

/** What a repository with so many services has as Kubernetes objects, and how long they and the templates take to make. */
export async function synthesis(services: number, options: SynthesisOptions): Promise<Synthesis> {
  const source = (file: string): string => fromRoot('packages/benchmarks/src/synthetic', file);
  const args = ['--import', pathToFileURL(source('catalogue.ts')).href, source('synthesize.ts')];
  const outdir = path.join(options.outdir, String(services));
  const { stdout } = await run(process.execPath, [...args, JSON.stringify({ ...options, outdir })], {
    env: { BENCHMARK_SERVICES: String(services) },
  });
  return JSON.parse(stdout) as Synthesis;
}
