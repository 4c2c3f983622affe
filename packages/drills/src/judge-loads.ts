import type { AttributedFailure } from '@eks-practice/loadtests/failures/attribute-failures';
import { isTimeout } from '@eks-practice/loadtests/failures/is-timeout';
import type { DrillLoad } from '@eks-practice/loadtests/report/drill-result';
import { errorsText } from '@eks-practice/loadtests/verdict/wording';
import type { DrillOutcome } from './drill.ts';

/** What is judged: the loads beside a drill, and whether the machine could bear them. */
export interface Seen {
  readonly loads: readonly DrillLoad[];
  /** Says that this machine had no CPU time left for most of it; undefined where it had. */
  readonly starved: string | undefined;
}

/** Fewer requests in each load would prove nothing. */
const leastRequests = 100;

/** Nobody was to notice. A machine whose CPU was used up makes timeouts and drops say nothing, but no refused request. */
export function expectNoFailure(seen: Seen, done: string): DrillOutcome {
  const { loads } = seen;
  const failures = failuresOf(loads);
  const few = loads.find(({ requests }) => requests.total < leastRequests);
  if (few) return outcome('invalid', `${done}; only ${few.requests.total} requests were made, too few to tell.`, loads);
  if (failures.length + droppedOf(loads) === 0) return outcome('pass', `${done}; ${loadsText(loads)}.`, loads);
  return outcome(excused(seen, failures) ? 'invalid' : 'fail', withReason(seen, done), loads);
}

/** Without what protects from it, users were to notice: one failed request at least that a starved machine cannot explain. */
export function expectFailures(seen: Seen, done: string): DrillOutcome {
  const { loads } = seen;
  const failures = failuresOf(loads);
  if (failures.some(({ errorCode }) => !isTimeout(errorCode)) || (failures.length > 0 && !seen.starved)) {
    return outcome('pass', `${done}; ${loadsText(loads)}.`, loads);
  }
  return outcome(seen.starved ? 'invalid' : 'fail', withReason(seen, done), loads);
}

/** A stretch of time in which requests may fail, by `clock.ts`, in milliseconds. */
export interface Outage {
  readonly from: number;
  readonly to: number;
  /** e.g. `until its endpoint was gone`. */
  readonly text: string;
}

/** Users may notice, but only those whose requests began within the outage, and each failure has a cause. */
export function expectFailuresWithin(seen: Seen, outage: Outage, done: string): DrillOutcome {
  const { loads } = seen;
  const failures = failuresOf(loads);
  const outside = failures.filter(({ startedAt }) => startedAt < outage.from || startedAt > outage.to);
  const unexplained = failures.filter(({ event }) => event === null);
  const text = `${done}; ${loadsText(loads)}`;
  if (outside.length + unexplained.length + droppedOf(loads) === 0) {
    const all = failures.length === 0 ? '' : `, all within the ${seconds(outage.to - outage.from)} ${outage.text}`;
    return outcome('pass', `${text}${all}.`, loads);
  }
  const wrong = [
    ...(outside.length > 0 ? [`${outside.length} of them not ${outage.text}`] : []),
    ...(unexplained.length > 0 ? [`${unexplained.length} of them with nothing near that could explain it`] : []),
  ];
  const did = [[text, ...wrong].join(', '), ...(seen.starved ? [seen.starved] : [])].join('. ');
  const unexcused = [...outside, ...unexplained];
  return outcome(excused(seen, unexcused) ? 'invalid' : 'fail', did.endsWith('.') ? did : `${did}.`, loads);
}

/** e.g. `new connections: 0 of 612 requests failed, kept connections: 3 of 598 requests failed (3 x connection reset)`. */
export function loadsText(loads: readonly DrillLoad[]): string {
  return loads
    .map(({ connections, requests, failures }) => {
      const kind = connections === 'new' ? 'new connections' : 'kept connections';
      const dropped = requests.dropped > 0 ? ` and ${requests.dropped} dropped` : '';
      return `${kind}: ${requests.failed} of ${requests.total} requests failed${codesText(failures)}${dropped}`;
    })
    .join(', ');
}

function codesText(failures: readonly AttributedFailure[]): string {
  if (failures.length === 0) return '';
  const counts = Object.entries(Object.groupBy(failures, ({ errorCode }) => errorCode || 'unknown'));
  return ` (${errorsText(Object.fromEntries(counts.map(([code, of]) => [code, of?.length ?? 0])))})`;
}

function failuresOf(loads: readonly DrillLoad[]): AttributedFailure[] {
  return loads.flatMap(({ failures }) => failures);
}

function droppedOf(loads: readonly DrillLoad[]): number {
  return loads.reduce((sum, { requests }) => sum + requests.dropped, 0);
}

/** Whether nothing went wrong but what a machine without CPU time does by itself. */
function excused({ starved }: Seen, failures: readonly AttributedFailure[]): boolean {
  return starved !== undefined && failures.every(({ errorCode }) => isTimeout(errorCode));
}

function withReason({ loads, starved }: Seen, done: string): string {
  return `${done}; ${loadsText(loads)}.${starved === undefined ? '' : ` ${starved}`}`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function outcome(verdict: DrillOutcome['verdict'], did: string, loads: readonly DrillLoad[]): DrillOutcome {
  return { verdict, did, loads };
}
