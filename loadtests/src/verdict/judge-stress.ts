import type { Verdict } from '../exit-code.ts';
import { p95BoundMs } from '../profile/bounds.ts';
import type { Knee, Trial } from '../profile/knee.ts';
import type { Evidence } from '../run/evidence.ts';
import { count } from './wording.ts';

/**
 * A stress passes with a knee that is the stage's own. A rate that is too high is what it looks for, and no fault; the
 * lowest rate of all that is not borne is one. Where this machine ends the search at once, it says nothing.
 */
export function judgeStress({ brokenBy, calibrationLoad, stress }: Evidence): {
  readonly verdict: Verdict;
  readonly reasons: readonly string[];
} {
  const failed = calibrationLoad?.log.requests.filter((request) => request.failed).length ?? 0;
  const knees = stress?.knees ?? [];
  const reasons = [
    ...knees.map((knee) => kneeText(knee)),
    ...((stress?.notTried.length ?? 0) > 0
      ? [`Not tried: ${stress?.notTried.join(', ')} pods; it would be the same.`]
      : []),
  ];
  if (brokenBy !== undefined) return { verdict: 'invalid', reasons: [brokenBy, ...reasons] };
  if (failed > 0) return { verdict: 'fail', reasons: [`${count(failed, 'request')} of the calibration failed.`] };
  if (knees.some(({ limit, ratePerSecond }) => limit === 'stage' && ratePerSecond === null)) {
    return { verdict: 'fail', reasons };
  }
  const own = knees.some(({ ratePerSecond, limit }) => ratePerSecond !== null && limit !== 'machine');
  return { verdict: own ? 'pass' : 'invalid', reasons };
}

function kneeText({ beyondPerSecond, limit, ratePerSecond, replicas, trials }: Knee): string {
  const pods = `${count(replicas, 'pod')} of each service`;
  const broke = trials.find((trial) => trial.ratePerSecond === beyondPerSecond);
  if (ratePerSecond === null) return `${pods} did not bear even ${beyondPerSecond} requests/s: ${faultText(broke)}.`;
  const borne = `${pods} bore ${ratePerSecond} requests/s (p95 ${p95At(trials, ratePerSecond)} ms, bound ${p95BoundMs} ms)`;
  if (limit === 'rate') return `${borne}; no higher rate is ever sent.`;
  const at = `; at ${beyondPerSecond}/s: ${faultText(broke)}`;
  return limit === 'stage'
    ? `${borne}${at}.`
    : `${borne}${at}, while this machine had no CPU time left: the pods may bear more.`;
}

function faultText(trial: Trial | undefined): string {
  return trial?.faults.join(', ') ?? 'out of bounds';
}

function p95At(trials: readonly Trial[], rate: number): number {
  return Math.ceil(trials.find(({ ratePerSecond }) => ratePerSecond === rate)?.p95Ms ?? 0);
}
