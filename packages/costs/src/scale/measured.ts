import { readFile } from 'node:fs/promises';

/** What a request costs, as a load run has found it (`calibration` of its report.json). */
export interface Measured {
  /** ISO 8601, by the minute. */
  readonly measuredAt: string;
  /** In words. */
  readonly machine: string;
  readonly node: string;
  /** CPU time of each service for one request to the entry service, in milliseconds, on top of what it uses at rest. */
  readonly cpuMsPerRequest: Readonly<Record<string, number>>;
}

/** What the benchmark has found: CPU time of all services for one request, in milliseconds. */
export interface Benchmarked {
  readonly measuredAt: string;
  readonly cpuMsPerRequest: number;
}

export const measuredPath = new URL('measured.json', import.meta.url);
const benchmarkPath = new URL('../../../../loadtests/benchmark/results.json', import.meta.url);

export async function readMeasured(): Promise<Measured> {
  return JSON.parse(await readFile(measuredPath, 'utf8')) as Measured;
}

/** As much of report.json as is taken from it. */
interface LoadReport {
  readonly startedAt: string;
  readonly machine: {
    readonly cores: number;
    readonly memoryMiB: number;
    readonly os: string;
    readonly architecture: string;
  };
  readonly versions: { readonly node: string };
  readonly calibration: {
    readonly services: readonly { readonly name: string; readonly costMillicores: number }[];
  } | null;
}

/**
 * The figures of a load run. Thousandths of a core for a request a second are milliseconds of CPU for a request.
 * @throws {RangeError} where the run has no calibration
 */
export function measuredIn({ calibration, machine, startedAt, versions }: LoadReport): Measured {
  if (!calibration) throw new RangeError('That run has no calibration.');
  const { architecture, cores, memoryMiB, os } = machine;
  return {
    measuredAt: `${startedAt.slice(0, 16)}Z`,
    machine: `${cores} cores, ${(memoryMiB / 1024).toFixed(1)} GiB, ${os} ${architecture}`,
    node: versions.node,
    cpuMsPerRequest: Object.fromEntries(
      calibration.services.map(({ name, costMillicores }) => [name, Math.round(costMillicores * 1000) / 1000]),
    ),
  };
}

/** As much of loadtests/benchmark/results.json as is taken from it. */
export interface BenchmarkResults {
  readonly parts: {
    readonly requests?: {
      readonly measuredAt: string;
      readonly contenders: readonly {
        readonly name: string;
        readonly users: { readonly cpuMicroseconds: { readonly median: number } };
      }[];
    };
  };
}

/** Undefined while the benchmark of requests has not been run. */
export function benchmarkedIn({ parts: { requests } }: BenchmarkResults): Benchmarked | undefined {
  const own = requests?.contenders.find(({ name }) => name === 'ours');
  if (!requests || !own) return undefined;
  return { measuredAt: requests.measuredAt, cpuMsPerRequest: own.users.cpuMicroseconds.median / 1000 };
}

export async function readBenchmarked(): Promise<Benchmarked | undefined> {
  return benchmarkedIn(JSON.parse(await readFile(benchmarkPath, 'utf8')) as BenchmarkResults);
}
