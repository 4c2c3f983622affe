import { saysSomething } from '../k6-run/run-k6.ts';
import { totals } from '../k6-run/totals.ts';
import { now } from '../clock.ts';
import { p95BoundMs } from '../profile/bounds.ts';
import type { Trial } from '../profile/knee.ts';
import { RunInvalid } from '../run-invalid.ts';
import { starvedDrops } from '../verdict/generator.ts';
import { machineSaturation } from '../verdict/saturation.ts';
import type { Evidence, SentLoad } from './evidence.ts';
import { joinedLoads } from './joined-loads.ts';
import type { RunContext } from './run-context.ts';
import { startLoadOf } from './send-load.ts';

export interface TrialOptions {
  readonly replicas: number;
  readonly ratePerSecond: number;
  readonly seconds: number;
}

/**
 * Sends one rate for a while and sees whether it is borne; the load is added to the run's.
 * @throws {RunInvalid} where k6 breaks off
 */
export async function tryRate(context: RunContext, evidence: Evidence, options: TrialOptions): Promise<Trial> {
  const { replicas, ratePerSecond, seconds } = options;
  const name = `${replicas}-pod${replicas === 1 ? '' : 's'}-${ratePerSecond}`;
  const from = now();
  const phases = [{ name, ratePerSecond, seconds }] as const;
  const { load, ended } = await startLoadOf(context, { scenario: 'stress', name, phases });
  await ended;
  if (!saysSomething(load.outcome)) throw new RunInvalid(`k6 broke off at ${ratePerSecond} requests/s.`);
  evidence.load = evidence.load ? joinedLoads(evidence.load, load) : withoutSummary(load);
  const { recording } = context.recorder;
  const restarts = recording.restarts.filter(({ at }) => at >= from).length;
  const { total, failed, dropped, p95Ms } = totals(load.log);
  const faults = [
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(dropped > 0 ? [`${dropped} dropped`] : []),
    ...(p95Ms === null || p95Ms >= p95BoundMs ? [`p95 ${p95Ms === null ? 'unknown' : `${Math.round(p95Ms)} ms`}`] : []),
    ...(restarts > 0 ? [`${restarts} restarted`] : []),
  ];
  const starved = machineSaturation(recording, [{ from, to: now() }]) !== undefined || starvedDrops(load) > 0;
  return { replicas, ratePerSecond, total, failed, dropped, p95Ms, restarts, faults, starved };
}

/** Each trial has its own thresholds, which are judged trial by trial. */
function withoutSummary({ outcome, ...load }: SentLoad): SentLoad {
  return { ...load, outcome: outcome && { ...outcome, summary: undefined } };
}
