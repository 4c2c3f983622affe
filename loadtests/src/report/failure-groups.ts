import type { AttributedFailure } from '../failures/attribute-failures.ts';

/** Failed requests with the same error and the same event nearest to them. */
export interface FailureGroup {
  /** k6's error code, e.g. `1220`; empty where there is none. */
  readonly errorCode: string;
  /** What happened in the cluster; null where nothing happened near them. */
  readonly event: string | null;
  /** When that happened, in seconds from the load step. */
  readonly eventAt: number | null;
  readonly count: number;
  /** When the first and the last of them were begun, in seconds from the load step. */
  readonly firstAt: number;
  readonly lastAt: number;
}

/** The most frequent first. @param origin the time that counts as 0 */
export function failureGroups(failures: readonly AttributedFailure[], origin: number): FailureGroup[] {
  const relative = (at: number): number => Math.round((at - origin) / 100) / 10;
  const groups = Map.groupBy(failures, ({ errorCode, event }) => `${errorCode} ${event?.at} ${event?.text}`);
  return [...groups.values()]
    .map((of) => {
      const { errorCode = '', event = null } = of[0] ?? {};
      const starts = of.map(({ startedAt }) => startedAt);
      return {
        errorCode,
        event: event?.text ?? null,
        eventAt: event && relative(event.at),
        count: of.length,
        firstAt: relative(starts.reduce((a, b) => Math.min(a, b))),
        lastAt: relative(starts.reduce((a, b) => Math.max(a, b))),
      };
    })
    .sort((a, b) => b.count - a.count || a.firstAt - b.firstAt);
}
