import type { ScenarioName } from '../scenario-name.ts';
import type { Phase } from './phase.ts';

/** Requests per second at most, whatever a stage would bear: the load shares its machine with the cluster. */
export const maxRatePerSecond = 400;

/** How much one load may be, all its phases together. */
export interface LoadBounds {
  readonly seconds: number;
  readonly requests: number;
  readonly ratePerSecond: number;
}

/** What any load keeps to but a soak and a trial of a stress. */
export const loadBounds: LoadBounds = { seconds: 900, requests: 100_000, ratePerSecond: maxRatePerSecond };

/** A soak is long, and so slow that an hour of it writes no more than 0.3 GB of points (2,040 bytes each, as measured). */
export const soakBounds: LoadBounds = { seconds: 3_600, requests: 150_000, ratePerSecond: maxRatePerSecond };

/** A trial is short, and as fast as it takes to find where one pod with half a core ends, and several. */
export const stressBounds: LoadBounds = { seconds: 30, requests: 40_000, ratePerSecond: 2_000 };

/** @param scenario what sends the load */
export function boundsOf(scenario: ScenarioName | 'steady'): LoadBounds {
  if (scenario === 'soak') return soakBounds;
  return scenario === 'stress' ? stressBounds : loadBounds;
}

/** @throws {RangeError} where the phases go beyond what this project ever sends */
export function assertBounded(phases: readonly Phase[], bounds: LoadBounds = loadBounds): void {
  const seconds = phases.reduce((sum, phase) => sum + phase.seconds, 0);
  const requests = phases.reduce((sum, phase) => sum + phase.seconds * phase.ratePerSecond, 0);
  const broken = [
    ...phases
      .filter(
        ({ ratePerSecond }) =>
          !Number.isInteger(ratePerSecond) || ratePerSecond < 1 || ratePerSecond > bounds.ratePerSecond,
      )
      .map(
        ({ name, ratePerSecond }) =>
          `${name} asks for ${ratePerSecond} requests/s, not a whole number in 1..${bounds.ratePerSecond}`,
      ),
    ...(seconds > bounds.seconds ? [`it lasts ${seconds} s, more than ${bounds.seconds} s`] : []),
    ...(requests > bounds.requests ? [`it sends ${requests} requests, more than ${bounds.requests}`] : []),
  ];
  if (broken.length > 0) throw new RangeError(`The load is out of bounds: ${broken.join('; ')}.`);
}

/**
 * The 95th percentile of the latency must stay below this, in milliseconds: far above what pods need below their CPU
 * limit, far below the api's own deadline (2 s), so that only queueing reaches it.
 */
export const p95BoundMs = 500;
