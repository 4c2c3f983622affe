import { services } from '@eks-practice/catalogue/services';
import { builtImages } from '@eks-practice/images/built-images';
import { ensureDocker } from '@eks-practice/machine/docker-daemon';
import { silent } from '@eks-practice/machine/progress';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { stageObjects, toYaml } from '@eks-practice/workloads/stage-objects';
import type { GlobalOptions } from '../options.ts';

export async function manifests({ stage: name, json }: GlobalOptions): Promise<void> {
  const stage = stageNamed(name);
  await ensureDocker(silent);
  const images = await builtImages(
    services.map((service) => service.name),
    silent,
  );
  const objects = stageObjects({ stage, images });
  process.stdout.write(json ? `${JSON.stringify(objects, undefined, 2)}\n` : toYaml(objects));
}
