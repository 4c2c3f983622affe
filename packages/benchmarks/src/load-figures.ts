import type { Measured } from './processes/pair.ts';
import type { LoadFigures } from './results.ts';
import { spreadOf } from './spread.ts';

/** What the rounds of one target came to. */
export function loadFigures(rounds: readonly Measured[]): LoadFigures {
  const spread = (figure: keyof Measured) => spreadOf(rounds.map((round) => round[figure]));
  return {
    requestsPerSecond: spread('requestsPerSecond'),
    p50Ms: spread('p50Ms'),
    p99Ms: spread('p99Ms'),
    cpuMicroseconds: spread('cpuMicroseconds'),
    busy: spread('busy'),
  };
}
