import { virtualUsers } from '../profile/phase.ts';
import type { SentLoad } from '../run/evidence.ts';

/** A target that holds this share of the virtual users with unanswered requests is why none is free. */
const heldByTarget = 0.8;

/**
 * Dropped iterations that the target is not to blame for. One is dropped when no virtual user is free; so the target's
 * requests must have held them. Where far fewer were in flight in that second and the one before, k6 itself did not get
 * to run: the generator was starved.
 */
export function starvedDrops({
  phases,
  log,
}: Pick<SentLoad, 'phases'> & { readonly log: Pick<SentLoad['log'], 'requests' | 'drops'> }): number {
  if (log.drops.length === 0) return 0;
  const inFlight = maxInFlight(log.requests);
  return log.drops.filter(({ phase, at }) => {
    const planned = phases.find(({ name }) => name === phase);
    if (!planned) return false;
    const second = Math.floor(at / 1000);
    const held = Math.max(inFlight.get(second) ?? 0, inFlight.get(second - 1) ?? 0);
    return held < heldByTarget * virtualUsers(planned);
  }).length;
}

/** The most requests that were in flight at once, by second. */
function maxInFlight(requests: SentLoad['log']['requests']): Map<number, number> {
  const changes = requests
    .flatMap(({ startedAt, endedAt }) => [
      { at: startedAt, by: 1 },
      { at: endedAt, by: -1 },
    ])
    // At one time the ends come first, or a request that follows another would count beside it.
    .sort((a, b) => a.at - b.at || a.by - b.by);
  const most = new Map<number, number>();
  let current = 0;
  let second = Math.floor((changes[0]?.at ?? 0) / 1000);
  for (const { at, by } of changes) {
    // What is in flight at a second's begin counts for it, also where nothing changes within it.
    for (; second < Math.floor(at / 1000); second++) most.set(second + 1, current);
    current += by;
    most.set(second, Math.max(most.get(second) ?? 0, current));
  }
  return most;
}
