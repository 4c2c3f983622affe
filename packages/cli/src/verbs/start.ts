import { k6Binary } from '@eks-practice/loadtests/k6';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { deployLocal } from '../deploy-local.ts';
import { localTarget } from '../local-target.ts';
import type { GlobalOptions } from '../options.ts';
import { onCluster } from '../on-cluster.ts';
import { printHeader } from '../output/header.ts';
import { type Step } from '../output/steps.ts';
import { runLoad } from '../run-load.ts';
import { outcome } from './deploy.ts';

/** The main job: from nothing to the load report. */
export async function start({ stage: name, json }: GlobalOptions): Promise<void> {
  const stage = stageNamed(name);
  const target = localTarget(stage);
  if (!json) printHeader(stage);
  const k6: Step = { title: 'k6', run: async (progress) => void (await k6Binary(progress)) };
  const { deployed, directory } = await onCluster('start', target, async (signal) => {
    const deployed = await deployLocal(stage, target, { quiet: json, beside: [k6], signal, goOn: 'npm start' });
    if (!json) console.log(`${outcome(deployed)}\n`);
    return { deployed, directory: await runLoad('load', stage, target, { json, signal }) };
  });
  if (json) return;
  console.log(
    [
      '',
      `report    ${directory}/report.html`,
      `endpoint  ${deployed.publicServices[0]?.url}`,
      `remove    npx eks-practice remove`,
    ].join('\n'),
  );
}
