import { availableParallelism, totalmem } from 'node:os';

/** The machine that sent the load; for a local stage the cluster's as well. */
export interface Machine {
  /** Cores that this process may use. */
  readonly cores: number;
  readonly memoryMiB: number;
  /** As Node names it, e.g. `linux`. */
  readonly os: string;
  /** As Node names it, e.g. `arm64`. */
  readonly architecture: string;
}

export function thisMachine(): Machine {
  return {
    cores: availableParallelism(),
    memoryMiB: Math.round(totalmem() / 2 ** 20),
    os: process.platform,
    architecture: process.arch,
  };
}
