import { type SummaryMetrics, parseMetrics } from '../k6-run/summary.ts';
import type { RequestRecord } from '../k6-run/request-log.ts';
import { parseLine } from './request-line.ts';

/** How a runner's pod ended. */
export interface RunnerPod {
  /** From 1, as the operator counts them. */
  readonly index: number;
  /** Tells one pod from another of the same index. */
  readonly uid: string;
  /** k6's; undefined where the pod has not ended. */
  readonly exitCode: number | undefined;
  /** All that it has printed. */
  readonly output: string;
}

/** What a runner has handed over. */
export interface RunnerLog {
  readonly index: number;
  readonly uid: string;
  readonly exitCode: number | undefined;
  readonly requests: readonly RequestRecord[];
  readonly served: ReadonlyMap<string, number>;
  /** Its part of the load; undefined where it sent nothing. */
  readonly segment: string | undefined;
  /** Undefined where k6 ended before it could write one. */
  readonly metrics: SummaryMetrics | undefined;
  /** The last lines of k6's own. */
  readonly lastOutput: string;
}

/** @param aheadMs how far the runner's clock is ahead of this one */
export function readRunner({ index, uid, exitCode, output }: RunnerPod, aheadMs: number): RunnerLog {
  const requests: RequestRecord[] = [];
  const served = new Map<string, number>();
  const others: string[] = [];
  let segment: string | undefined;
  let metrics: SummaryMetrics | undefined;
  for (const text of output.split('\n')) {
    const line = parseLine(text);
    if (line?.kind === 'request') {
      const { request } = line;
      requests.push({ ...request, startedAt: request.startedAt - aheadMs, endedAt: request.endedAt - aheadMs });
    } else if (line?.kind === 'pod') {
      served.set(line.pod, Math.min(line.at - aheadMs, served.get(line.pod) ?? Infinity));
    } else if (line?.kind === 'segment') segment = line.segment;
    else if (line?.kind === 'summary') metrics = parseMetrics(line.json);
    else if (text.trim() !== '') others.push(text);
  }
  return { index, uid, exitCode, requests, served, segment, metrics, lastOutput: others.slice(-3).join('\n') };
}
