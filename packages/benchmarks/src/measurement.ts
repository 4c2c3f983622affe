import { availableParallelism, cpus, totalmem } from 'node:os';
import type { Progress } from '@eks-practice/machine/progress';
import type { BenchmarkMachine, Measured } from './results.ts';

/** How many ask at once: enough for the server never to wait. */
export const connections = 64;

/**
 * What is sent before anything is measured; `seconds` only bounds it. By number, since V8 compiles what has run often: it is
 * at it for some ten thousand requests, and throws part of it away when the first connections end, each after a hundred.
 */
export const warmUpLoad = { connections, requests: 20_000, seconds: 120 } as const;

/** What a part of the benchmark works with. */
export interface PartContext {
  readonly rounds: number;
  /** How long each load of a round lasts. */
  readonly seconds: number;
  /** Whether servers and generator can have a core each. */
  readonly pinned: boolean;
  /** A folder that goes when the benchmark ends. */
  readonly directory: string;
  readonly progress: Progress;
}

export function thisMachine(): BenchmarkMachine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryMiB: Math.round(totalmem() / 2 ** 20),
    os: process.platform,
    node: process.versions.node,
  };
}

/** ISO 8601, by the minute. */
export function timeOfMeasuring(): string {
  return `${new Date().toISOString().slice(0, 16)}Z`;
}

export function measured<F>(figures: F, rounds: number): Measured<F> {
  return { measuredAt: timeOfMeasuring(), machine: thisMachine(), rounds, ...figures };
}
