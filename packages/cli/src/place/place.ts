import type { AwsSession } from '@eks-practice/aws/session';
import { type Stage, isOnEks } from '@eks-practice/stages/stage';
import type { Finding } from '../doctor/finding.ts';
import type { Held } from '../lock/held.ts';
import type { Step, StepsOptions } from '../output/steps.ts';
import type { Deployed } from './stage-outputs.ts';
import type { Standing } from './standing.ts';

/** Where a stage runs, on this machine or in AWS, and what can be done in either. A verb that both have knows no more of it. */
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

/** Tells the two kinds of cluster apart; what only one of them needs is loaded for it alone. */
export async function placeOf(stage: Stage): Promise<Place> {
  if (isOnEks(stage)) return new (await import('./eks-place.ts')).EksPlace(stage);
  return new (await import('./local-place.ts')).LocalPlace(stage);
}
