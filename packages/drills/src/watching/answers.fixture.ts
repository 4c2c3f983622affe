import type { DrillLoad } from '@eks-practice/loadtests/report/drill-result';
import type { RunResult } from '@eks-practice/machine/run';
import type { Answer } from './asking.ts';

/** An answer as it should be: at second 0, at once; an error comes as a problem document. */
export function answer(status: number, other: Partial<Answer> = {}): Answer {
  const problemStatus = status === 200 || status === 0 ? null : status;
  return { at: 0, ms: 10, status, servedBy: 'api-1', problemStatus, detail: '', ...other };
}

export function answers(count: number, status: number, other: Partial<Answer> = {}): Answer[] {
  return Array.from({ length: count }, () => answer(status, other));
}

/** A load of 200 requests, of which those failed that have a code of k6's here, a second each after the start. */
export function load(...errorCodes: readonly string[]): DrillLoad {
  const figures = { total: 200, failed: errorCodes.length, dropped: 0, perSecond: 20, p95Ms: 30, p99Ms: 40 };
  const event = { at: 0, kind: 'done' as const, text: 'it happened' };
  return {
    connections: 'new',
    requests: figures,
    failures: errorCodes.map((errorCode, index) => ({
      ...{ startedAt: index * 1_000, errorCode, event, secondsAfterEvent: index },
    })),
  };
}

export function ended(exitCode: number, output = ''): RunResult {
  return { exitCode, stdout: output, output };
}
