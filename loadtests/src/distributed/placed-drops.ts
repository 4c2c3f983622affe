import type { Drop, RequestRecord } from '../k6-run/request-log.ts';
import type { Phase } from '../profile/phase.ts';

/**
 * When a runner dropped iterations: its summary tells only how many. One is dropped when no virtual user is free, so it is
 * taken to have been when most of the runner's requests were in flight; the judge then asks whether those held the users.
 */
export function placedDrops(count: number, requests: readonly RequestRecord[], phases: readonly Phase[]): Drop[] {
  if (count === 0) return [];
  const changes = requests
    .flatMap(({ startedAt, endedAt, phase }) => [
      { at: startedAt, by: 1, phase },
      { at: endedAt, by: -1, phase },
    ])
    .sort((a, b) => a.at - b.at || a.by - b.by);
  let [current, most] = [0, 0];
  let drop: Drop = { phase: phases.at(-1)?.name ?? '', at: 0 };
  for (const { at, by, phase } of changes) {
    current += by;
    if (current > most) [most, drop] = [current, { phase, at }];
  }
  return Array.from({ length: count }, () => drop);
}
