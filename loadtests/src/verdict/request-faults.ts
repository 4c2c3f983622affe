import { isTimeout } from '../failures/is-timeout.ts';
import type { RequestRecord } from '../k6-run/request-log.ts';
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
  const failed = requests.filter((request) => request.failed);
  const fault = (some: readonly RequestRecord[], starvableIn: readonly Period[]): Fault[] => {
    const how = errorsText(errorsByCode(some));
    const reason = `${some.length} of ${count(requests.length, 'request')}${which} failed: ${how}.`;
    return some.length === 0 ? [] : [{ reason, starvableIn }];
  };
  const late = failed.filter(({ errorCode }) => isTimeout(errorCode));
  const others = failed.filter(({ errorCode }) => !isTimeout(errorCode));
  return [...fault(others, []), ...fault(late, late.map(underWay))];
}

function drops(load: SentLoad | undefined): Fault[] {
  const dropped = load?.log.drops ?? [];
  if (dropped.length === 0) return [];
  const reason = `${count(dropped.length, 'request')} could not start on time: too many earlier ones were still unanswered.`;
  return [{ reason, starvableIn: dropped.map(({ at }) => ({ from: at, to: at })) }];
}

/** Thresholds of the scenario that were not met, but for those that are told above in more words. */
function missed(load: SentLoad | undefined): Fault[] {
  return (load?.outcome?.summary?.thresholds ?? [])
    .filter(({ ok, metric }) => !ok && metric !== 'http_req_failed' && metric !== 'dropped_iterations')
    .map((threshold) => ({ reason: thresholdReason(threshold), starvableIn: missedIn(load, threshold) }));
}

/** When the requests were under way by which a threshold was not met. */
function missedIn(load: SentLoad | undefined, threshold: ThresholdResult): Period[] {
  const [requests, phase] = [load?.log.requests ?? [], phaseOf(threshold)];
  // The answers of a starved service are late, not wrong.
  if (threshold.metric === 'checks') return [];
  if (threshold.metric === 'http_reqs') return requests.map(underWay);
  const bound = boundMs(threshold);
  return requests
    .filter((request) => (phase === undefined || request.phase === phase) && request.durationMs >= bound)
    .map(underWay);
}

function underWay({ startedAt, endedAt }: RequestRecord): Period {
  return { from: startedAt, to: endedAt };
}

function boundMs({ condition }: ThresholdResult): number {
  return Number(condition.replace('p(95)<', ''));
}

/** What a threshold is about: one phase, or else (undefined) all of them. */
function phaseOf({ metric }: ThresholdResult): string | undefined {
  return /\{scenario:(.*)\}/.exec(metric)?.[1];
}

function thresholdReason(threshold: ThresholdResult): string {
  const { metric, condition, values } = threshold;
  if (metric === 'checks') return `${count(values.fails ?? 0, 'answer')} of status 200 were not what was asked for.`;
  if (metric === 'http_reqs') {
    return `Only ${count(values.count ?? 0, 'request')} were made; the plan has ${condition.replace('count>=', 'at least ')}.`;
  }
  const measured = Math.round(values['p(95)'] ?? NaN);
  return `The 95th percentile of the latency was ${measured} ms in phase ${phaseOf(threshold)}, not below ${boundMs(threshold)} ms.`;
}
