import type { DrillLoad } from '@eks-practice/loadtests/report/drill-result';
import type { Verdict } from '@eks-practice/loadtests/exit-code';
import type { LocalCluster } from '@eks-practice/local-cluster/local-cluster';
import type { Progress } from '@eks-practice/machine/progress';
import type { RunResult } from '@eks-practice/machine/run';
import type { Stage } from '@eks-practice/stages/stage';
import type { KubeConfig } from '@kubernetes/client-node';

/** Something that is done to a deployed stage on purpose, to see that its users do not notice, or notice what they should. */
export interface Drill {
  /** As the command line has it: kebab-case, e.g. `rolling-update`. */
  readonly name: string;
  /** What is done, as a sentence. */
  readonly summary: string;
  /** What should happen, as a sentence. */
  readonly should: string;
  /** How long it takes with its control on a machine of two cores, in seconds; for the list. */
  readonly seconds: number;
  /**
   * Whether it runs verbs of the tool that take the cluster's lock, such as `deploy`; the lock is not held for it then.
   * @default false
   */
  readonly locksItself?: boolean;
  /** Leaves the stage as it was found, whatever came of it; a `deploy` mends what a killed drill has left. */
  readonly run: (context: DrillContext) => Promise<DrillOutcome>;
  /**
   * The same with what protects from it taken away: it must go wrong.
   * @default - none
   */
  readonly control?: DrillControl;
}

export interface DrillControl {
  /** What is taken away, as a sentence. */
  readonly summary: string;
  /** What must then go wrong, as a sentence. */
  readonly should: string;
  readonly run: (context: DrillContext) => Promise<DrillOutcome>;
}

export interface DrillOutcome {
  /** `pass` where what should happen did, in a control too; `invalid` where the machine or the generator was starved. */
  readonly verdict: Verdict;
  /** What happened, as a sentence with its figures. */
  readonly did: string;
  /** The loads that ran meanwhile. */
  readonly loads: readonly DrillLoad[];
}

/** What a drill works with. */
export interface DrillContext {
  readonly stage: Stage;
  /** The base URL of the stage's entry service, on 127.0.0.1. */
  readonly url: string;
  readonly kubeconfigPath: string;
  readonly config: KubeConfig;
  /** The containers that the stage's cluster runs in. */
  readonly cluster: LocalCluster;
  /** The load generator's executable. */
  readonly k6: string;
  /** A folder of the drill's own, for what it wants to keep. */
  readonly directory: string;
  /** Runs the tool as a user would, on the same cluster, to its end; any exit code is an answer. */
  readonly tool: (args: readonly string[], options?: ToolOptions) => Promise<RunResult>;
  /** Hears of each step. */
  readonly progress: Progress;
  /** Ends the drill when aborted; what it did is undone first. */
  readonly signal: AbortSignal;
}

export interface ToolOptions {
  /** Ends it as Ctrl-C does, when aborted. */
  readonly signal?: AbortSignal;
  /** Hears each line that it prints. */
  readonly onLine?: (line: string) => void;
}
