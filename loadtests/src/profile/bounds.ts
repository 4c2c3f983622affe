import type { Phase } from './phase.ts';

/** Requests per second at most, whatever a stage would bear: the load shares its machine with the cluster. */
export const maxRatePerSecond = 400;

/** How long one load may last, in seconds. */
const maxSeconds = 900;

/** How many requests one load may send. */
export const maxRequests = 100_000;

/** @throws {RangeError} where the phases go beyond what this project ever sends */
export function assertBounded(phases: readonly Phase[]): void {
  const seconds = phases.reduce((sum, phase) => sum + phase.seconds, 0);
  const requests = phases.reduce((sum, phase) => sum + phase.seconds * phase.ratePerSecond, 0);
  const broken = [
    ...phases
      .filter(
        ({ ratePerSecond }) =>
          !Number.isInteger(ratePerSecond) || ratePerSecond < 1 || ratePerSecond > maxRatePerSecond,
      )
      .map(
        ({ name, ratePerSecond }) =>
          `${name} asks for ${ratePerSecond} requests/s, not a whole number in 1..${maxRatePerSecond}`,
      ),
    ...(seconds > maxSeconds ? [`it lasts ${seconds} s, more than ${maxSeconds} s`] : []),
    ...(requests > maxRequests ? [`it sends ${requests} requests, more than ${maxRequests}`] : []),
  ];
  if (broken.length > 0) throw new RangeError(`The load is out of bounds: ${broken.join('; ')}.`);
}

/**
 * The 95th percentile of the latency must stay below this, in milliseconds: far above what pods need below their CPU
 * limit, far below the api's own deadline (2 s), so that only queueing reaches it.
 */
export const p95BoundMs = 500;
