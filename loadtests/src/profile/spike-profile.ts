import { RunInvalid } from '../run-invalid.ts';
import { maxRatePerSecond } from './bounds.ts';
import { carriedMillicores, lowestScalingRate } from './load-profile.ts';
import { type MeasuredService, rateFor } from './measured-service.ts';
import type { Phase } from './phase.ts';

/** How many times the base rate a spike is at most. */
const wantedMultiple = 10;

/** Less than this is no spike. */
const leastMultiple = 3;

/**
 * How long the spike lasts, in seconds: shorter than any reaction, which takes a window of metrics-server (10 s at least), a
 * sample, a sync and the start of a pod. So the pods at rest are alone with it.
 */
const spikeSeconds = 10;

/** How long the queue that it leaves may take to drain before the latency is judged again, in seconds. */
const drainSeconds = 10;

export interface SpikeProfile {
  readonly phases: readonly [Phase, ...Phase[]];
  /** The spike's rate over the base rate. */
  readonly multiple: number;
}

/**
 * A base rate, a multiple of it for ten seconds, and the base rate again: at most 70 % of the CPU limits of every
 * service's pods at rest, since nobody else will carry it.
 * @throws {RunInvalid} where the pods at rest carry no multiple worth the name
 */
export function spikeProfile(services: readonly MeasuredService[], quick: boolean): SpikeProfile {
  const base = Math.max(1, Math.floor(0.3 * lowestScalingRate(services)));
  const bearable = Math.min(...services.map((service) => rateFor(service, carriedMillicores(service))));
  const rate = Math.floor(Math.min(wantedMultiple * base, bearable, maxRatePerSecond));
  const multiple = Math.round((rate / base) * 10) / 10;
  if (multiple < leastMultiple) {
    throw new RunInvalid(
      `The pods at rest carry ${Math.floor(bearable)} requests/s within 70 % of their CPU limits, ${multiple} times the ` +
        `base of ${base}: less than ${leastMultiple} times is no spike. Raise cpuLimitMillicores in the stage.`,
    );
  }
  const at = (name: string, ratePerSecond: number, seconds: number): Phase => ({ name, ratePerSecond, seconds });
  return {
    multiple,
    phases: [
      at('base', base, quick ? 5 : 20),
      at('spike', rate, spikeSeconds),
      at('draining', base, drainSeconds),
      // Long enough to see the scale-out that a spike may still cause; it is told, and not asked for.
      at('recovered', base, quick ? 15 : 60),
    ],
  };
}
