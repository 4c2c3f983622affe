import { type KneeSearch, nextRate } from './knee-search.ts';

/** One rate that was tried with that many pods of each service. */
export interface Trial {
  readonly replicas: number;
  /** Requests that were to start per second. */
  readonly ratePerSecond: number;
  readonly total: number;
  readonly failed: number;
  readonly dropped: number;
  /** Null where nothing was answered. */
  readonly p95Ms: number | null;
  readonly restarts: number;
  /** What was out of bounds, in words; none where the rate is borne. */
  readonly faults: readonly string[];
  /** Whether the machine had no CPU time left, or k6 did not get to run: then the fault need not be the stage's. */
  readonly starved: boolean;
}

/** What keeps the knee where it is: the stage's own pods, this machine, or that no higher rate is ever sent. */
export type KneeLimit = 'stage' | 'machine' | 'rate';

/** The highest rate that a number of pods was seen to bear. */
export interface Knee {
  readonly replicas: number;
  /** Requests per second; null where not even the lowest rate was borne. */
  readonly ratePerSecond: number | null;
  /** The lowest rate that was not borne; null where none was too high. */
  readonly beyondPerSecond: number | null;
  readonly limit: KneeLimit;
  /** In the order of the search. */
  readonly trials: readonly Trial[];
}

/** @throws {RangeError} where the search is not over yet */
export function kneeOf(replicas: number, search: KneeSearch, trials: readonly Trial[]): Knee {
  if (nextRate(search) !== undefined) throw new RangeError('The knee is not found yet.');
  const { beyond, within } = search;
  const broke = trials.find(({ ratePerSecond }) => ratePerSecond === beyond);
  const limit = broke === undefined ? 'rate' : broke.starved ? 'machine' : 'stage';
  return { replicas, ratePerSecond: within, beyondPerSecond: beyond, limit, trials };
}
