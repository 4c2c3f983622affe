import type { K6Outcome } from '../k6-run/run-k6.ts';
import type { RequestLog } from '../k6-run/request-log.ts';
import type { Calibration } from '../profile/calibration.ts';
import type { LoadProfile } from '../profile/load-profile.ts';
import type { Phase } from '../profile/phase.ts';
import type { ClusterInfo } from '../recorder/cluster-info.ts';
import type { DeployedStage } from '../recorder/deployed-stage.ts';
import type { Machine } from '../recorder/machine.ts';
import type { Recording } from '../recorder/recording.ts';
import type { LoadTarget } from '../load-target.ts';
import type { StressResult } from '../profile/stress-result.ts';
import type { DrillResult } from '../report/drill-result.ts';
import type { ScenarioName } from '../scenario-name.ts';

/** A load that was sent. */
export interface SentLoad {
  readonly phases: readonly Phase[];
  readonly log: Pick<RequestLog, 'requests' | 'drops' | 'served'>;
  /** Undefined while it is being sent. */
  outcome: K6Outcome | undefined;
  /**
   * How many k6 in the cluster sent it.
   * @default - one on this machine did
   */
  readonly runners?: number;
}

/** Everything that a run has gathered; a step that did not come about leaves its part undefined. */
export interface Evidence {
  readonly scenario: ScenarioName;
  /** Whether it was cut to the least that still says something. */
  readonly quick: boolean;
  readonly target: Pick<LoadTarget, 'service' | 'url' | 'stage'>;
  /** What was done to the stage on purpose before. */
  readonly drills: readonly DrillResult[];
  readonly startedAt: number;
  endedAt: number;
  /** Undefined where the run did not come to it. */
  k6Version: string | undefined;
  readonly machine: Machine;
  cluster: ClusterInfo | undefined;
  deployed: DeployedStage | undefined;
  recording: Recording;
  calibration: Calibration | undefined;
  calibrationLoad: SentLoad | undefined;
  profile: LoadProfile | undefined;
  /** The load that the verdict is about. */
  load: SentLoad | undefined;
  /** What a stress has found by now; undefined for any other scenario. */
  stress: StressResult | undefined;
  /** How long the stage had to scale in again, in seconds after the load. */
  scaleInBoundSeconds: number | undefined;
  /** Why the run could not be carried through; undefined where it was. */
  brokenBy: string | undefined;
}
