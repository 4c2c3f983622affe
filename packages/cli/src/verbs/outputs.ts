import { services } from '@eks-practice/catalogue/services';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { answered } from '../kubernetes/client.ts';
import type { GlobalOptions } from '../options.ts';
import { placeOf } from '../place/place.ts';
import { type StageOutputs, outputsText, stageOutputs } from '../place/stage-outputs.ts';
import type { Standing } from '../place/standing.ts';

/** Prints where to find a stage, without touching it. */
export async function outputs({ stage: name, json }: GlobalOptions): Promise<void> {
  const place = await placeOf(stageNamed(name));
  const standing = await place.look();
  const images = standing.state === 'running' ? await answered(deployedImages(standing, name), name) : {};
  const found = stageOutputs(place.stage, standing, images);
  console.log(
    json ? JSON.stringify({ ...found, state: standing.state }, undefined, 2) : describeOutputs(found, standing),
  );
}

/** The outputs, and whether there is anything behind them now. */
export function describeOutputs(found: StageOutputs, { state, bringUp }: Pick<Standing, 'state' | 'bringUp'>): string {
  const { stage, images } = found;
  if (state === 'running' && Object.keys(images).length > 0)
    return `Stage ${stage} is deployed.\n${outputsText(found)}`;
  const why = state === 'running' ? 'nothing is deployed yet' : `its cluster is ${state}`;
  return [`Stage ${stage}: ${why}. To bring it up: ${bringUp}`, 'Then it will be found here:', outputsText(found)].join(
    '\n',
  );
}

/** What the Deployments of the namespace run now, which need not be what was built last. */
async function deployedImages({ client }: Standing, namespace: string): Promise<Record<string, string>> {
  const { apps } = await client();
  const { items } = await apps.listNamespacedDeployment({ namespace });
  const images = services.flatMap(({ name }): [string, string][] => {
    const deployment = items.find(({ metadata }) => metadata?.name === name);
    const image = deployment?.spec?.template.spec?.containers[0]?.image;
    return image === undefined ? [] : [[name, image]];
  });
  return Object.fromEntries(images);
}
