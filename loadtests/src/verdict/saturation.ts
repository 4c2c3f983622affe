import type { Recording } from '../recorder/recording.ts';

/** A stretch of time, by `clock.ts`. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** From here on, whoever wants CPU time waits for it. */
const busyShare = 0.95;

/**
 * Says that this machine had no CPU time left for more than half of some times, each counted by the seconds that it
 * touches; undefined where it had, or where there is no time.
 */
export function machineSaturation(
  { machine }: Pick<Recording, 'machine'>,
  periods: readonly Period[],
): string | undefined {
  const times = merged(periods);
  // A sample tells of the time since the one before it.
  const during = machine.filter(({ at }, index) => {
    const since = machine[index - 1]?.at ?? at;
    return times.some(({ from, to }) => from <= at && to >= since);
  });
  const busy = during.filter((sample) => sample.busy >= busyShare).length;
  if (busy * 2 <= during.length) return undefined;
  return (
    `This machine's CPU was used up in ${busy} of ${during.length} seconds, so that generator and cluster kept each ` +
    'other waiting: run it again with less beside it.'
  );
}

/** The same times without overlap: requests by the thousand may have run side by side. */
function merged(periods: readonly Period[]): Period[] {
  const all: Period[] = [];
  for (const period of periods.toSorted((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last && period.from <= last.to) all[all.length - 1] = { from: last.from, to: Math.max(last.to, period.to) };
    else all.push(period);
  }
  return all;
}
