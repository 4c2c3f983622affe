import type { Verdict } from '@eks-practice/loadtests/exit-code';
import type { Machine } from '@eks-practice/loadtests/recorder/machine';
import type { DrillResult } from '@eks-practice/loadtests/report/drill-result';

/** Drills that were run one after another. */
export interface DrillRun {
  readonly schemaVersion: 1;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly stage: string;
  readonly machine: Machine;
  readonly drills: readonly DrillResult[];
}

/** Of all drills and controls: red where one is, else nothing where one says nothing. */
export function verdictOf(results: readonly DrillResult[]): Verdict {
  const verdicts = results.flatMap(({ verdict, control }) => [verdict, ...(control ? [control.verdict] : [])]);
  return verdicts.find((verdict) => verdict === 'fail') ?? verdicts.find((verdict) => verdict === 'invalid') ?? 'pass';
}
