import { k6Binary } from '@eks-practice/loadtests/k6';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { commandLine } from '../command-line.ts';
import { onCluster } from '../on-cluster.ts';
import type { GlobalOptions } from '../options.ts';
import { announce } from '../output/header.ts';
import type { Step } from '../output/steps.ts';
import { placeOf } from '../place.ts';
import { runLoad } from '../run-load.ts';
import { outcome } from './deploy.ts';

/** The main job: from nothing to the load report. */
export async function start({ stage: name, json }: GlobalOptions): Promise<void> {
  const place = await placeOf(stageNamed(name));
  const goOn = name === 'local' ? 'npm start' : commandLine('start', name);
  await announce(place, { json });
  const k6: Step = { title: 'k6', run: async (progress) => void (await k6Binary(progress)) };
  const { deployed, directory } = await onCluster('start', place.held, async (signal) => {
    const deployed = await place.deploy({ quiet: json, beside: [k6], signal, goOn });
    if (!json) console.log(`${outcome(deployed)}\n`);
    return { deployed, directory: await runLoad('load', place, { json, signal, goOn }) };
  });
  if (json) return;
  console.log(
    [
      '',
      `report    ${directory}/report.html`,
      `endpoint  ${deployed.publicServices[0]?.url}`,
      `remove    ${commandLine('remove', name)}`,
    ].join('\n'),
  );
}
