import type { ThresholdResult } from '../k6-run/summary.ts';
import { errorsByCode } from '../k6-run/totals.ts';
import type { Evidence, SentLoad } from '../run/evidence.ts';
import type { Fault } from './fault.ts';
import type { Period } from './saturation.ts';
import { count, errorsText } from './wording.ts';

/** What went wrong with the requests themselves. */
export function requestFaults({ calibrationLoad, load }: Evidence): Fault[] {
  return [...failures(calibrationLoad, ' of the calibration'), ...failures(load, ''), ...drops(load), ...missed(load)];
}

function failures(load: SentLoad | undefined, which: string): Fault[] {
  const requests = load?.log.requests ?? [];
  const failed = requests.filter((request) => request.failed).length;
  if (failed === 0) return [];
  const how = errorsText(errorsByCode(requests));
  return [
    { reason: `${failed} of ${count(requests.length, 'request')}${which} failed: ${how}.`, starvableIn: undefined },
  ];
}

function drops(load: SentLoad | undefined): Fault[] {
  const dropped = load?.log.drops.length ?? 0;
  if (dropped === 0) return [];
  const reason = `${count(dropped, 'request')} could not start on time: too many earlier ones were still unanswered.`;
  return [{ reason, starvableIn: periodOf(load) }];
}

/** Thresholds of the scenario that were not met, but for those that are told above in more words. */
function missed(load: SentLoad | undefined): Fault[] {
  return (load?.outcome?.summary?.thresholds ?? [])
    .filter(({ ok, metric }) => !ok && metric !== 'http_req_failed' && metric !== 'dropped_iterations')
    .map((threshold) => ({
      reason: thresholdReason(threshold),
      starvableIn: threshold.metric === 'checks' ? undefined : periodOf(load, phaseOf(threshold)),
    }));
}

/** What a threshold is about: one phase, or else (undefined) all of them. */
function phaseOf({ metric }: ThresholdResult): string | undefined {
  return /\{scenario:(.*)\}/.exec(metric)?.[1];
}

/** From the first start to the last end of a load's requests, or of those of a phase. */
function periodOf(load: SentLoad | undefined, phase?: string): Period {
  let [from, to] = [Infinity, -Infinity];
  for (const request of load?.log.requests ?? []) {
    if (phase !== undefined && request.phase !== phase) continue;
    from = Math.min(from, request.startedAt);
    to = Math.max(to, request.endedAt);
  }
  return { from, to };
}

function thresholdReason(threshold: ThresholdResult): string {
  const { metric, condition, values } = threshold;
  if (metric === 'checks') return `${count(values.fails ?? 0, 'answer')} of status 200 were not what was asked for.`;
  if (metric === 'http_reqs') {
    return `Only ${count(values.count ?? 0, 'request')} were made; the plan has ${condition.replace('count>=', 'at least ')}.`;
  }
  const measured = Math.round(values['p(95)'] ?? NaN);
  const bound = condition.replace('p(95)<', '');
  return `The 95th percentile of the latency was ${measured} ms in phase ${phaseOf(threshold)}, not below ${bound} ms.`;
}
