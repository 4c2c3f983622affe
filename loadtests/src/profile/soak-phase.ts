import { RunInvalid } from '../run-invalid.ts';
import { maxRatePerSecond, soakBounds } from './bounds.ts';
import { type MeasuredService, rateFor, scaleOutMillicores } from './measured-service.ts';
import type { Phase } from './phase.ts';

/** How long a soak lasts unless told otherwise, in seconds. */
export const soakSeconds = { full: 3_600, quick: 75 } as const;

/** How much of the CPU that would make a service scale out a soak takes: it must stay the same pods for an hour. */
const share = 0.7;

/**
 * One moderate rate for long, below what makes any service scale out.
 * @throws {RunInvalid} where that is less than a request per second
 */
export function soakPhase(services: readonly MeasuredService[], seconds: number): Phase {
  const quiet = services.map((service) => rateFor(service, share * scaleOutMillicores(service)));
  const rate = Math.floor(Math.min(...quiet, maxRatePerSecond, soakBounds.requests / seconds));
  if (rate < 1) throw new RunInvalid('Even one request/s would make the stage scale out: raise cpuRequestMillicores.');
  return { name: 'soak', ratePerSecond: rate, seconds };
}
