import type { Options } from 'k6/options';
import type { ScenarioSettings } from './settings.ts';

type Thresholds = NonNullable<Options['thresholds']>;

/** What every run must keep to, whatever its load. */
export const noFailure: Thresholds = {
  // The promise under test: pods may come and go, and no user notices.
  http_req_failed: ['rate==0'],
  // An answer of status 200 that is not what the journey asked for is a failure that the status does not show.
  checks: ['rate==1'],
  // An iteration that could not start is a user who waited: in an open model this counts like a failed request.
  dropped_iterations: ['count==0'],
};

/** That it was fast enough, and that there was something to judge. */
export function fastEnough({ phases, p95BoundMs }: ScenarioSettings): Thresholds {
  const planned = phases.reduce((sum, { ratePerSecond, seconds }) => sum + ratePerSecond * seconds, 0);
  return {
    // Of the last phase alone, which the scenario is about: the quiet one before it would hide what that one did, and has
    // too few requests for a percentile of its own. The bound's reason stands where it is set.
    [`http_req_duration{scenario:${phases.at(-1)?.name}}`]: [`p(95)<${p95BoundMs}`],
    // A rate over no samples passes, so the other thresholds would all pass against a target that was never asked.
    http_reqs: [`count>=${Math.ceil(planned * 0.95)}`],
  };
}
