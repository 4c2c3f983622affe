import { imageTags, imagesInRegistry } from '@eks-practice/aws/registry/image-names';
import { services } from '@eks-practice/catalogue/services';
import { type Images, builtImages } from '@eks-practice/images/built-images';
import { ensureDocker } from '@eks-practice/machine/docker/docker-daemon';
import { silent } from '@eks-practice/machine/progress';
import { type Stage, isOnEks } from '@eks-practice/stages/stage';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { stageObjects, toYaml } from '@eks-practice/workloads/stage-objects';
import type { GlobalOptions } from '../options.ts';

export async function manifests({ stage: name, json }: GlobalOptions): Promise<void> {
  const stage = stageNamed(name);
  await ensureDocker(silent);
  const built = await builtImages(
    services.map((service) => service.name),
    silent,
    isOnEks(stage) ? 'arm64' : undefined,
  );
  const objects = stageObjects({ stage, images: inRegistry(stage, built) });
  process.stdout.write(json ? `${JSON.stringify(objects, undefined, 2)}\n` : toYaml(objects));
}

/** The images' names as the stage's nodes know them. Without an account in stages.ts only a deploy learns which it is. */
export function inRegistry(stage: Stage, images: Images): Images {
  if (!isOnEks(stage)) return images;
  const { account = 'ACCOUNT', region, name } = stage.cluster;
  return imagesInRegistry({ account, region }, name, imageTags(images));
}
