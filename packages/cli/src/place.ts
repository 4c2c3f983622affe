import type { AwsSession } from '@eks-practice/aws/session';
import { type Stage, isOnEks } from '@eks-practice/stages/stage';
import type { Finding } from './doctor/finding.ts';
import type { KubernetesClient } from './kubernetes/client.ts';
import type { Held } from './on-cluster.ts';
import type { Step, StepsOptions } from './output/steps.ts';
import type { Deployed } from './stage-outputs.ts';

/** Where a stage runs, on this machine or in AWS, and what can be done there. The verbs know no more of it. */
export interface Place {
  readonly stage: Stage;
  /** What one process at a time works on. */
  readonly held: Held;
  /**
   * Whose account it is in; nothing on this machine.
   * @throws {UserError} where the credentials are none, or another account's than the stage's
   */
  session(): Promise<AwsSession | undefined>;
  /** How it stands; changes nothing there. */
  look(): Promise<Standing>;
  /** The whole line of a deploy. */
  deploy(options: DeployOptions): Promise<Deployed>;
  /**
   * The kubeconfig of its cluster, for kubectl.
   * @throws {UserError} where there is no cluster yet
   */
  kubeconfig(): Promise<string>;
  /** What a deploy needs, and how it stands with that. */
  examine(): Promise<readonly Finding[]>;
}

/** How a place stands. */
export interface Standing {
  /** `running` where the Kubernetes API can be asked; else how the cluster stands instead, e.g. `absent`. */
  readonly state: string;
  /** The command that brings it up. */
  readonly bringUp: string;
  /** Leads to the cluster; the file is there where that runs. */
  readonly kubeconfigPath: string;
  /** Connects to it, where it runs. */
  readonly client: () => Promise<KubernetesClient>;
  /** The base URL of each public service that has an address by now, by its name. */
  readonly urls: Readonly<Record<string, string>>;
  /** Where it is in AWS; nothing on this machine. */
  readonly aws?: AwsFacts;
}

/** Where a stage is in AWS. */
export interface AwsFacts {
  readonly account: string;
  readonly region: string;
  /** Its CloudFormation stack's name. */
  readonly stack: string;
  /** As CloudFormation says it, e.g. `UPDATE_COMPLETE`; null where there is no such stack. */
  readonly stackStatus: string | null;
  /** The number of its last deploy, as `rollback --list` has it; null before the first one. */
  readonly deploy: number | null;
}

export interface DeployOptions extends StepsOptions {
  /**
   * On EKS: the images to deploy, as tags by service.
   * @default - those of the sources as they are now
   */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * Work that needs nothing of the deploy, done beside the builds.
   * @default - none
   */
  readonly beside?: readonly Step[];
}

/** The one place that tells the two kinds of cluster apart; what only one of them needs is loaded for it alone. */
export async function placeOf(stage: Stage): Promise<Place> {
  if (isOnEks(stage)) return new (await import('./eks/eks-place.ts')).EksPlace(stage);
  return new (await import('./local-place.ts')).LocalPlace(stage);
}
