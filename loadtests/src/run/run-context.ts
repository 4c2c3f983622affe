import type { Progress } from '@eks-practice/machine/progress';
import type { LoadTarget } from '../load-target.ts';
import type { Recorder } from '../recorder/recorder.ts';
import type { RunPlan } from './run-plan.ts';
import type { RunStatus } from './run-status.ts';

/** What each step of a run works with. */
export interface RunContext {
  readonly target: LoadTarget;
  /** The executable. */
  readonly k6: string;
  readonly plan: RunPlan;
  /** The run's own folder. */
  readonly directory: string;
  readonly recorder: Recorder;
  /** Hears of each step. */
  readonly progress: Progress;
  /** Hears each second how the step goes. */
  readonly onStatus: (status: RunStatus) => void;
  /** Ends the run when aborted. */
  readonly signal: AbortSignal | undefined;
}
