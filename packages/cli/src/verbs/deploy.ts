import { stageNamed } from '@eks-practice/stages/stage-named';
import { type Deployed, deployLocal } from '../deploy-local.ts';
import { localTarget } from '../local-target.ts';
import { onCluster } from '../on-cluster.ts';
import type { GlobalOptions } from '../options.ts';
import { printHeader } from '../output/header.ts';
import { outputsText } from '../stage-outputs.ts';

export async function deploy({ stage: name, json }: GlobalOptions): Promise<void> {
  const stage = stageNamed(name);
  const target = localTarget(stage);
  if (!json) printHeader(stage);
  const deployed = await onCluster('deploy', target, (signal) =>
    deployLocal(stage, target, { quiet: json, signal, goOn: 'npx eks-practice deploy' }),
  );
  console.log(json ? JSON.stringify(deployed, undefined, 2) : outcome(deployed));
}

/** What a person is told at the end of a deploy. */
export function outcome(deployed: Deployed): string {
  const { stage, changes } = deployed;
  const nothingToDo = changes.every(({ action }) => action === 'unchanged');
  const heading = nothingToDo ? `Nothing to do: stage ${stage} is as it should be.` : `Stage ${stage} is deployed.`;
  return `\n${heading}\n${outputsText(deployed)}`;
}
