import type { Answer } from './asking.ts';

/** How often each status was the answer, e.g. `212 × 200, 38 × 503`; `no answer` with its codes where there was none. */
export function statusCounts(answers: readonly Answer[]): string {
  const counts = new Map<string, number>();
  for (const { status, detail } of answers) {
    const what = status === 0 ? `no answer (${detail})` : String(status);
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  const sorted = [...counts].sort(([a], [b]) => a.localeCompare(b));
  return sorted.map(([what, count]) => `${count} × ${what}`).join(', ') || 'no answer at all';
}

/**
 * The same over time: the seconds since then in which the answers were alike, taken together,
 * e.g. `from 0 s 40 × 200; from 2 s 12 × 503, 3 × 504`.
 */
export function statusesOverTime(answers: readonly Answer[], since: number): string {
  const spans: { second: number; kinds: string; of: Answer[] }[] = [];
  const bySecond = Map.groupBy(answers, ({ at }) => Math.floor((at - since) / 1_000));
  for (const [second, of] of [...bySecond].sort(([a], [b]) => a - b)) {
    const kinds = [...new Set(of.map(({ status }) => status))].sort().join();
    const last = spans.at(-1);
    if (last?.kinds === kinds) last.of.push(...of);
    else spans.push({ second, kinds, of: [...of] });
  }
  return spans.map(({ second, of }) => `from ${second} s ${statusCounts(of)}`).join('; ');
}

/** In milliseconds, whole; 0 where there is none. */
export function slowestMs(answers: readonly Answer[]): number {
  return Math.round(Math.max(0, ...answers.map(({ ms }) => ms)));
}

export function notOk(answers: readonly Answer[]): Answer[] {
  return answers.filter(({ status }) => status !== 200);
}

export interface Bearable {
  /** The statuses that an error may have, e.g. 503 and 504. */
  readonly statuses: readonly number[];
  /** How long an answer may take, in milliseconds. */
  readonly withinMs: number;
}

/**
 * What is wrong with the errors that users were shown, a sentence each: a request without an answer, a status that does
 * not fit what happened, an error that is no problem document or does not tell which pod gave it, an answer that came late.
 */
export function faultsOf(answers: readonly Answer[], { statuses, withinMs }: Bearable): string[] {
  const errors = notOk(answers);
  const told = (what: readonly Answer[], why: string): string[] =>
    what.length === 0 ? [] : [`${statusCounts(what)}: ${why}`];
  const answered = errors.filter(({ status }) => status !== 0);
  return [
    ...told(
      errors.filter(({ status }) => status === 0),
      'every request must have an answer.',
    ),
    ...told(
      answered.filter(({ status }) => !statuses.includes(status)),
      `an error must be ${statuses.join(' or ')} here.`,
    ),
    ...told(
      answered.filter(({ status, problemStatus }) => problemStatus !== status),
      'an error must be a problem document of its status.',
    ),
    ...told(
      answered.filter(({ servedBy }) => servedBy === ''),
      'an answer must say in x-served-by who gave it.',
    ),
    ...told(
      answers.filter(({ ms }) => ms > withinMs),
      `an answer must come within ${withinMs} ms; the slowest took ${slowestMs(answers)} ms.`,
    ),
  ];
}
