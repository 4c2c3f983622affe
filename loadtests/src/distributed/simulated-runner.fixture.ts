import { type ScriptedRequest, podLine, requestLine, segmentLine, summaryLine } from './request-line.ts';
import type { RunnerPod } from './runner-log.ts';
import { segmentsOf } from './segments.ts';

export const simulatedPhases = [
  { name: 'base', ratePerSecond: 3, seconds: 2 },
  { name: 'peak', ratePerSecond: 6, seconds: 4 },
] as const;

const startedAt = Date.UTC(2026, 10, 22, 12, 0, 0);

/** What a runner of three prints that sent 2 requests in `base` and 8 in `peak`, each with a latency of its own. */
export function simulatedRunner(index: number, change: Partial<ScriptedRequest> = {}): RunnerPod {
  const requests = Array.from({ length: 10 }, (_, at): ScriptedRequest => {
    const phase = at < 2 ? 'base' : 'peak';
    const durationMs = index * 100 + at;
    return {
      ...{ phase, startedAt: startedAt + at * 600 + index, setupMs: 0.5, durationMs, failed: false, errorCode: 0 },
    };
  });
  const lines = requests.map((request, at) => requestLine(at === 9 ? { ...request, ...change } : request));
  return {
    ...{ index, uid: `pod-${index}`, exitCode: 0 },
    output: [
      segmentLine(segmentsOf(3)[index - 1] ?? null),
      podLine('api-1', startedAt + 100 - index),
      ...lines,
      'a line of k6',
      summaryLine(summaryOf({ http_reqs: { count: 10 }, checks: { rate: 1, passes: 10, fails: 0 } })),
      '',
    ].join('\n'),
  };
}

export function summaryOf(metrics: Readonly<Record<string, Record<string, number>>>) {
  return { metrics: Object.fromEntries(Object.entries(metrics).map(([name, values]) => [name, { values }])) };
}
