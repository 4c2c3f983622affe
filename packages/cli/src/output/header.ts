import type { AwsSession } from '@eks-practice/aws/session';
import { kubernetesMinor } from '@eks-practice/stages/kubernetes-version';
import type { Stage } from '@eks-practice/stages/stage';
import type { Place } from '../place/place.ts';
import { table } from './table.ts';

/** What the header tells of a stage; one that only its stack still tells of has no more. */
export interface Headed {
  readonly name: string;
  readonly cluster: { readonly name: string };
}

/**
 * Says what is about to be worked on, before anything is.
 * @param session where it is in AWS: whose account
 */
export function printHeader(stage: Stage, session?: AwsSession): void {
  console.log(`${headerText(stage, session)}\n`);
}

/**
 * The same for a place, unless only a result as JSON is wanted.
 * @throws {UserError} where the stage is in AWS and the credentials are none, or another account's
 */
export async function announce(place: Place, { json }: { readonly json: boolean }): Promise<void> {
  const session = await place.session();
  if (!json) printHeader(place.stage, session);
}

export function headerText({ name, cluster }: Headed, session?: AwsSession): string {
  const where = session ? 'on EKS' : 'in Docker on this machine';
  return table([
    ['App', 'eks-practice'],
    ['Stage', name],
    ['Cluster', `${cluster.name} (Kubernetes ${kubernetesMinor} ${where})`],
    ...(session ? inAws(session) : []),
  ]);
}

/** The rows of any header that tell where in AWS, and as whom. */
export function inAws({ region, account, callerArn }: AwsSession): string[][] {
  return [
    ['Region', region],
    ['Account', `${account} (${callerArn})`],
  ];
}
