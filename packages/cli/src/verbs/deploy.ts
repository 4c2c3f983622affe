import { stageNamed } from '@eks-practice/stages/stage-named';
import { type Deployed, deployLocal } from '../deploy-local.ts';
import { localTarget } from '../local-target.ts';
import type { GlobalOptions } from '../options.ts';
import { printHeader } from '../output/header.ts';

export async function deploy({ stage: name, json }: GlobalOptions): Promise<void> {
  const stage = stageNamed(name);
  const target = localTarget(stage);
  if (!json) printHeader(stage);
  const deployed = await deployLocal(stage, target, { quiet: json });
  console.log(json ? JSON.stringify(deployed, undefined, 2) : outcome(deployed));
}

/** What a person is told at the end of a deploy. */
export function outcome({ stage, changes, endpoint, kubeconfig }: Deployed): string {
  const nothingToDo = changes.every(({ action }) => action === 'unchanged');
  return [
    '',
    nothingToDo ? `Nothing to do: stage ${stage} is as it should be.` : `Stage ${stage} is deployed.`,
    `  endpoint    ${endpoint}/users`,
    `  kubeconfig  ${kubeconfig}`,
  ].join('\n');
}
