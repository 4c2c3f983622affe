import type { DrillResult } from '@eks-practice/loadtests/report/drill-result';
import { k6Binary } from '@eks-practice/loadtests/k6';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { commandLine } from '../command-line.ts';
import { LocalPlace } from '../place/local-place.ts';
import { onCluster } from '../lock/on-cluster.ts';
import type { GlobalOptions } from '../options.ts';
import { announce } from '../output/header.ts';
import type { Step } from '../output/steps.ts';
import { type Place, placeOf } from '../place/place.ts';
import { runLoad } from '../load/run-load.ts';
import { outcome } from './deploy.ts';

/** The main job: from nothing to the report, which tells of a rollout under load, its control, and the scaling. */
export async function start({ stage: name, json }: GlobalOptions): Promise<void> {
  const place = await placeOf(stageNamed(name));
  const goOn = name === 'local' ? 'npm start' : commandLine('start', name);
  await announce(place, { json });
  const k6: Step = { title: 'k6', run: async (progress) => void (await k6Binary(progress)) };
  const deployed = await onCluster('start', place.held, (signal) =>
    place.deploy({ quiet: json, beside: [k6], signal, goOn }),
  );
  if (!json) console.log(`${outcome(deployed)}\n`);
  const drills = await rolledUnderLoad(place, { json, goOn });
  const directory = await onCluster('start', place.held, (signal) =>
    runLoad('load', place, { json, signal, goOn, drills }),
  );
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

/** The commonest change of all; on this machine only, since its control makes requests fail on purpose. */
async function rolledUnderLoad(
  place: Place,
  options: { readonly json: boolean; readonly goOn: string },
): Promise<readonly DrillResult[]> {
  if (!(place instanceof LocalPlace)) return [];
  const [{ carryOut }, { drillNamed }] = await Promise.all([
    import('../drill-stage.ts'),
    import('@eks-practice/drills/drills'),
  ]);
  const { run } = await carryOut([drillNamed('rolling-update')], place, options);
  return run.drills;
}
