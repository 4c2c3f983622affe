import { deployedStages } from '@eks-practice/aws/removal/deployed-stages';
import { type AwsSession, clusterSession } from '@eks-practice/aws/session';
import { UserError } from '@eks-practice/errors/user-error';
import { workloadsStackName } from '@eks-practice/infra/names';
import type { EksCluster, Named } from '@eks-practice/stages/stage';
import { heldEksStage } from '../lock/held.ts';
import { onCluster } from '../lock/on-cluster.ts';
import { headerText } from '../output/header.ts';
import { type StepsOptions, runSteps } from '../output/steps.ts';
import { confirmRemoval } from './confirm-removal.ts';
import { type PricedLeftover, leftoversText } from './remove-leftovers.ts';
import { type RemovalPlan, planRemoval } from './remove-plan.ts';
import { deployedObjects, isDeployed, previewText } from './remove-preview.ts';
import { removalSteps } from './remove-steps.ts';

/** A stage to remove: one of stages.ts, or one that only its stack still tells of. */
export interface StageToRemove {
  readonly name: string;
  readonly cluster: Named<EksCluster>;
  /** Whether stages.ts has it. */
  readonly known: boolean;
}

export interface RemoveEksOptions {
  readonly json: boolean;
  readonly yes: boolean;
}

/** Shows what goes, asks, and removes a stage from its cluster. */
export async function removeEksStage(stage: StageToRemove, { json, yes }: RemoveEksOptions): Promise<void> {
  const { name, cluster } = stage;
  const session = await clusterSession(cluster);
  if (!json) console.log(`${headerText(stage, session)}\n`);
  const plan = await planStageRemoval(session, stage);
  const deployed = isDeployed(plan);
  if (!deployed && !stage.known) await refuseUnknown(session, stage);
  if (deployed && !json) {
    const stays = [`the cluster ${cluster.name} and its other stages`, 'the images in the registry'];
    console.log(`${previewText(plan, { objects: await deployedObjects(plan), stays })}\n`);
  }
  if (deployed) await confirmRemoval(`stage ${name} from the cluster ${cluster.name}`, { yes, json });
  const left = await onCluster('remove', heldEksStage(name, cluster), (signal) =>
    removePlanned(plan, { quiet: json, signal, goOn: removeCommand(stage) }),
  );
  if (json) console.log(JSON.stringify({ stage: name, cluster: cluster.name, removed: deployed, leftovers: left }));
  else {
    const outcome = deployed ? `Stage ${name} is gone.` : `Stage ${name} is not deployed: there was nothing to remove.`;
    console.log(`\n${outcome} ${leftoversText(left, session.region)}`);
  }
}

export async function planStageRemoval(
  session: AwsSession,
  { name, cluster }: Pick<StageToRemove, 'name' | 'cluster'>,
): Promise<RemovalPlan> {
  return planRemoval(session, cluster, { cluster: cluster.name, stage: name }, workloadsStackName(name));
}

/** @returns what is left */
export async function removePlanned(plan: RemovalPlan, options: StepsOptions): Promise<PricedLeftover[]> {
  let left: PricedLeftover[] = [];
  const steps = removalSteps({ plan, signal: options.signal, onLeftovers: (found) => (left = found) });
  await runSteps(steps, options);
  return left;
}

function removeCommand({ name, cluster, known }: StageToRemove): string {
  return `npx eks-practice remove --stage ${name}${known ? '' : ` --cluster ${cluster.name}`}`;
}

async function refuseUnknown(session: AwsSession, { name, cluster }: StageToRemove): Promise<never> {
  const deployed = (await deployedStages(session, cluster.name)).map(({ stage }) => stage);
  const others = deployed.length > 0 ? `those that are: ${deployed.join(', ')}` : 'no stage is';
  throw new UserError(`Stage ${name} is neither in stages.ts nor deployed in the cluster ${cluster.name}.`, {
    code: 'unknown-stage',
    remedy: `Name one that is deployed there; ${others}.`,
  });
}
