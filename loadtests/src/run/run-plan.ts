import type { Calibration } from '../profile/calibration.ts';

/** How a scenario is carried through, where that is not for the stage to say. */
export interface RunPlan {
  /** Whether it is cut to the least that still says something, e.g. for CI. */
  readonly quick: boolean;
  /**
   * How long a soak lasts, in seconds.
   * @default - an hour; quick, 75 s
   */
  readonly soakSeconds?: number;
  /**
   * What an earlier run on the same machine has found a request to cost.
   * @default - this run finds out
   */
  readonly calibration?: Calibration;
  /**
   * How much longer the base of a `load` is held, in seconds, so that its step meets the autoscaler at another moment.
   * @default 0
   */
  readonly delaySeconds?: number;
  /**
   * How many k6 in the cluster send the load together, through k6-operator; a `load` in full only.
   * @default - one on this machine sends it
   */
  readonly runners?: number;
}
