import type { Knee } from './knee.ts';

/** What a stress has found. */
export interface StressResult {
  /** A knee is found once the lowest rate that is not borne is within this factor of it. */
  readonly precision: number;
  /** How long each rate was tried for. */
  readonly trialSeconds: number;
  /** By number of pods, ascending. */
  readonly knees: readonly Knee[];
  /** Numbers of pods that were left out, since this machine or the highest rate that is ever sent ended an earlier one. */
  readonly notTried: readonly number[];
}
