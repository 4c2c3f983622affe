import type { Drop, RequestRecord } from '../k6-run/request-log.ts';
import type { SentLoad } from '../run/evidence.ts';
import { RunInvalid } from '../run-invalid.ts';
import type { ScenarioSettings } from '../scenarios/settings.ts';
import { fastEnough, noFailure } from '../scenarios/thresholds.ts';
import { type MergedCounts, evaluateThresholds } from './evaluate-thresholds.ts';
import { placedDrops } from './placed-drops.ts';
import type { RunnerLog } from './runner-log.ts';
import { segmentsOf } from './segments.ts';

/** What the runners sent together. */
export type MergedLoad = Pick<SentLoad, 'log' | 'outcome'>;

/**
 * Joins what the runners have handed over, each exactly once: every request is there by itself, so that percentiles are
 * those of one k6 that had sent them all, without an error. The thresholds are those of the scenario, held against the whole.
 * @param settings of the whole load
 * @throws {RunInvalid} where a runner is missing, is there twice, had another part of the load than its own, or has handed
 * over more or fewer requests than its k6 counted
 */
export function mergeRunners(
  logs: readonly RunnerLog[],
  runners: number,
  settings: Omit<ScenarioSettings, 'summaryFile' | 'runners'>,
): MergedLoad {
  const inOrder = eachOnce(logs, runners);
  const requests = inOrder.flatMap((log) => log.requests).sort((a, b) => a.endedAt - b.endedAt);
  const log = { requests, drops: drops(inOrder, settings), served: firstServed(inOrder) };
  const broken = inOrder.find(({ exitCode }) => exitCode !== 0 && exitCode !== 99);
  if (broken) {
    const lastOutput = [`runner ${broken.index}`, broken.lastOutput].filter((text) => text !== '').join(': ');
    return { log, outcome: { exitCode: broken.exitCode ?? -1, summary: undefined, lastOutput } };
  }
  inOrder.forEach(requireAll);
  const counts = countsOf(inOrder, requests, log.drops);
  const thresholds = evaluateThresholds({ ...noFailure, ...fastEnough({ ...settings, summaryFile: '' }) }, counts);
  const exitCode = thresholds.every(({ ok }) => ok) ? 0 : 99;
  return { log, outcome: { exitCode, summary: { thresholds, requests: counts.counted }, lastOutput: '' } };
}

function eachOnce(logs: readonly RunnerLog[], runners: number): RunnerLog[] {
  const parts = segmentsOf(runners);
  return parts.map((part, at) => {
    const index = at + 1;
    const own = logs.filter((log) => log.index === index);
    const [log] = own;
    if (!log) throw new RunInvalid(`Runner ${index} of ${runners} has handed over nothing.`);
    if (own.length > 1) {
      throw new RunInvalid(
        `Runner ${index} of ${runners} ran ${own.length} times; its part of the load was sent twice.`,
      );
    }
    if (log.segment !== undefined && log.segment !== part) {
      throw new RunInvalid(`Runner ${index} of ${runners} had the part ${log.segment} of the load, not ${part}.`);
    }
    return log;
  });
}

/** A log that was turned over, or cut, has fewer lines than k6 made requests. */
function requireAll({ index, metrics, requests }: RunnerLog): void {
  const counted = metrics?.http_reqs?.values.count ?? 0;
  if (!metrics) throw new RunInvalid(`Runner ${index} left no summary.`);
  if (counted !== requests.length) {
    throw new RunInvalid(`Runner ${index} made ${counted} requests, but handed over ${requests.length}.`);
  }
}

function countsOf(
  logs: readonly RunnerLog[],
  requests: readonly RequestRecord[],
  drops: readonly Drop[],
): MergedCounts {
  const sum = (metric: string, value: string): number =>
    logs.reduce((total, { metrics }) => total + (metrics?.[metric]?.values[value] ?? 0), 0);
  return {
    requests,
    counted: sum('http_reqs', 'count'),
    dropped: drops.length,
    checks: { passes: sum('checks', 'passes'), fails: sum('checks', 'fails') },
  };
}

function firstServed(logs: readonly RunnerLog[]): Map<string, number> {
  const first = new Map<string, number>();
  for (const { served } of logs) {
    for (const [pod, at] of served) first.set(pod, Math.min(at, first.get(pod) ?? Infinity));
  }
  return first;
}

function drops(logs: readonly RunnerLog[], { phases }: Pick<ScenarioSettings, 'phases'>): Drop[] {
  return logs.flatMap(({ metrics, requests }) =>
    placedDrops(metrics?.dropped_iterations?.values.count ?? 0, requests, phases),
  );
}
