import { fromRoot } from '@eks-practice/machine/repository';
import { run } from '@eks-practice/machine/run';
import { cores, onCore } from './cores.ts';

export interface LoadOptions {
  readonly url: string;
  /** How many connections ask at once, each the next as soon as it has its answer. */
  readonly connections: number;
  readonly seconds: number;
  /** After so many it ends earlier; @default - as many as there is time for */
  readonly requests?: number;
}

export interface LoadResult {
  /** Answers of status 2xx. */
  readonly answered: number;
  /** Other answers, broken connections and time-outs. */
  readonly failed: number;
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/**
 * Asks a server as fast as it answers.
 * @throws {Error} where any request failed: figures of a server that errs are worth nothing
 */
export async function sendLoad(options: LoadOptions, pinned: boolean): Promise<LoadResult> {
  const generator = fromRoot('packages/benchmarks/src/processes/generate.ts');
  const { stdout } = await run(
    ...onCore(pinned, cores.generator, process.execPath, [generator, JSON.stringify(options)]),
  );
  const result = JSON.parse(stdout) as LoadResult;
  if (result.failed > 0) throw new Error(`${result.failed} of ${result.answered} requests to ${options.url} failed`);
  return result;
}
