import type { Options } from 'k6/options';
import type { ScenarioSettings } from './settings.ts';

export type Thresholds = NonNullable<Options['thresholds']>;

/** What every run must keep to, whatever its load. */
export const noFailure: Thresholds = {
  // The promise under test: pods may come and go, and no user notices.
  http_req_failed: ['rate==0'],
  // An answer of status 200 that is not what the journey asked for is a failure that the status does not show.
  checks: ['rate==1'],
  // An iteration that could not start is a user who waited: in an open model this counts like a failed request.
  dropped_iterations: ['count==0'],
};

/** The same for a load that is to find where failures begin: past that point, more of it would only do harm. */
export const endedByFailure: Thresholds = {
  // Not at once: the first seconds show whether it is one request or all of them.
  http_req_failed: [{ threshold: 'rate==0', abortOnFail: true, delayAbortEval: '3s' }],
  checks: ['rate==1'],
  dropped_iterations: [{ threshold: 'count==0', abortOnFail: true, delayAbortEval: '3s' }],
};

/**
 * That it was fast enough, and that there was something to judge.
 * @param judged the phases whose latency is bounded; default: the last one
 */
export function fastEnough(
  { mayEndEarly = false, phases, p95BoundMs, runners = 1 }: ScenarioSettings,
  judged: readonly string[] = phases.slice(-1).map(({ name }) => name),
): Thresholds {
  // The harness ends a load early only once it has seen what the last phase is for.
  const certain = mayEndEarly ? phases.slice(0, -1) : phases;
  const planned = certain.reduce((sum, { ratePerSecond, seconds }) => sum + ratePerSecond * seconds, 0);
  return {
    // Each of these phases alone, which the scenario is about: a quiet one before would hide what it did, and has too few
    // requests for a percentile of its own. The bound's reason stands where it is set.
    ...Object.fromEntries(judged.map((name) => [`http_req_duration{scenario:${name}}`, [`p(95)<${p95BoundMs}`]])),
    // A rate over no samples passes, so the other thresholds would all pass against a target that was never asked.
    http_reqs: [`count>=${Math.ceil((planned * 0.95) / runners)}`],
  };
}
