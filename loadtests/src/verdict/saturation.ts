import type { Recording } from '../recorder/recording.ts';

/** A stretch of time, by `clock.ts`. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** From here on, whoever wants CPU time waits for it. */
const busyShare = 0.95;

/** Says that this machine had no CPU time left for more than half of a time; undefined where it had. */
export function machineSaturation({ machine }: Pick<Recording, 'machine'>, { from, to }: Period): string | undefined {
  const during = machine.filter(({ at }) => at >= from && at <= to);
  const busy = during.filter((sample) => sample.busy >= busyShare).length;
  if (busy * 2 <= during.length) return undefined;
  return (
    `This machine's CPU was used up in ${busy} of ${during.length} seconds, so that generator and cluster kept each ` +
    'other waiting: run it again with less beside it.'
  );
}
