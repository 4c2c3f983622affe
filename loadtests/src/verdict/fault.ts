import type { Period } from './saturation.ts';

/** Something that was not as promised. */
export interface Fault {
  readonly reason: string;
  /** When a machine without CPU time to spare would do the same to a stage that is well; never where it would not. */
  readonly starvableIn: readonly Period[];
}
