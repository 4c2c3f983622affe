import type { DrillOutcome } from '../drill.ts';

/**
 * An outcome by what was wrong: nothing passes, anything fails.
 * @param did what happened, in sentences
 * @param faults sentences
 */
export function judged(did: string, faults: readonly string[]): DrillOutcome {
  return alsoFailing({ verdict: 'pass', did, loads: [] }, faults);
}

/** The same outcome, failed by what else was wrong. */
export function alsoFailing(outcome: DrillOutcome, faults: readonly string[]): DrillOutcome {
  if (faults.length === 0) return outcome;
  return { ...outcome, verdict: 'fail', did: [outcome.did, ...faults].join(' ') };
}
