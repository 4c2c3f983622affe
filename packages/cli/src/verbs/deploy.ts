import { stageNamed } from '@eks-practice/stages/stage-named';
import { commandLine } from '../command-line.ts';
import { onCluster } from '../lock/on-cluster.ts';
import type { GlobalOptions } from '../options.ts';
import { announce } from '../output/header.ts';
import { columnsOf, wrapped } from '../output/wrapped.ts';
import { placeOf } from '../place/place.ts';
import { type Deployed, outputsText } from '../place/stage-outputs.ts';

export async function deploy({ stage: name, json }: GlobalOptions): Promise<void> {
  const place = await placeOf(stageNamed(name));
  await announce(place, { json });
  const deployed = await onCluster('deploy', place.held, (signal) =>
    place.deploy({ quiet: json, signal, goOn: commandLine('deploy', name) }),
  );
  console.log(json ? JSON.stringify(deployed, undefined, 2) : outcome(deployed));
}

/** What a person is told at the end of a deploy. */
export function outcome(deployed: Deployed): string {
  const { stage, changed, notices = [], warnings } = deployed;
  const heading = changed ? `Stage ${stage} is deployed.` : `Nothing to do: stage ${stage} is as it should be.`;
  const remarks = [...notices, ...warnings].map((notice) => wrapped(`  ! ${notice}`, columnsOf(process.stdout)));
  return ['', heading, outputsText(deployed), ...remarks].join('\n');
}
