import type { Options } from 'k6/options';
import { virtualUsers } from '../profile/phase.ts';
import type { ScenarioSettings } from './settings.ts';

/**
 * An open model: requests start at the given rate whether or not earlier ones have been answered, as users do. (A fixed
 * number of users who wait for each answer would slow down together with the target, and hide that it is slow.)
 */
export function openModel({ connections, phases }: ScenarioSettings): Options {
  let startSeconds = 0;
  const scenarios: NonNullable<Options['scenarios']> = {};
  for (const { name, ratePerSecond, seconds } of phases) {
    const users = virtualUsers({ ratePerSecond });
    scenarios[name] = {
      executor: 'constant-arrival-rate',
      rate: ratePerSecond,
      timeUnit: '1s',
      startTime: `${startSeconds}s`,
      duration: `${seconds}s`,
      // All from the start: one that is set up while the load runs takes CPU time just then.
      preAllocatedVUs: users,
      maxVUs: users,
      gracefulStop: '10s',
    };
    startSeconds += seconds;
  }
  return {
    scenarios,
    // A kept connection stays with the pod that it was opened to, so pods that the autoscaler adds would get no request.
    noConnectionReuse: connections === 'new',
    noVUConnectionReuse: connections === 'new',
    // As long as AWS lets the names of its load balancers be kept: their addresses come and go. k6's own is five minutes.
    dns: { ttl: '60s', select: 'random', policy: 'preferIPv4' },
    summaryTrendStats: ['avg', 'min', 'med', 'max', 'p(95)', 'p(99)', 'count'],
    // Every point of the output carries its tags; these are the ones that are read.
    systemTags: ['scenario', 'status', 'error_code'],
  };
}
