import { percentile } from '../k6-run/totals.ts';
import type { SentLoad } from '../run/evidence.ts';
import type { ReportSeries } from './report.ts';

/**
 * Requests by the second in which they started. The seconds run without a hole from first to last, so that a pause is
 * drawn as one.
 * @param origin the time that counts as 0
 */
export function requestSeries(
  loads: readonly Pick<SentLoad['log'], 'requests' | 'drops'>[],
  origin: number,
): ReportSeries['requests'] {
  const second = (at: number): number => Math.floor((at - origin) / 1000);
  const requests = Map.groupBy(
    loads.flatMap((log) => log.requests),
    ({ startedAt }) => second(startedAt),
  );
  const drops = Map.groupBy(
    loads.flatMap((log) => log.drops),
    ({ at }) => second(at),
  );
  const seconds = [...requests.keys(), ...drops.keys()];
  const first = seconds.reduce((a, b) => Math.min(a, b), Infinity);
  const last = seconds.reduce((a, b) => Math.max(a, b), -Infinity);
  const x = seconds.length > 0 ? Array.from({ length: last - first + 1 }, (_, index) => first + index) : [];
  const durations = x.map((at) => (requests.get(at) ?? []).map(({ durationMs }) => durationMs).sort((a, b) => a - b));
  return {
    x,
    perSecond: x.map((at) => requests.get(at)?.length ?? 0),
    failed: x.map((at) => (requests.get(at) ?? []).filter(({ failed }) => failed).length),
    dropped: x.map((at) => drops.get(at)?.length ?? 0),
    p50: durations.map((sorted) => rounded(percentile(sorted, 50))),
    p95: durations.map((sorted) => rounded(percentile(sorted, 95))),
    p99: durations.map((sorted) => rounded(percentile(sorted, 99))),
  };
}

function rounded(milliseconds: number | null): number | null {
  return milliseconds === null ? null : Math.round(milliseconds * 100) / 100;
}
