import type { Architecture } from '@eks-practice/machine/architecture';
import { onDisk } from '@eks-practice/machine/disk/disk-full';
import type { Progress } from '@eks-practice/machine/progress';
import { recordedBaseImage } from './choose-base-image.ts';
import { bundled } from './bundle.ts';
import { recordedServiceImage } from './service-image.ts';

/** Image references by service name. */
export type Images = Readonly<Record<string, string>>;

/**
 * Builds the images that Docker has not got. Each service is bundled anew, which takes less time than to find out, through
 * Nx, that it need not be; and its image's name is a hash of what came out, so that none can be of an older source.
 * @param services names of the services
 * @param architecture what they are for; by default the host's
 * @throws {UserError} `build-failed`, with what is wrong and where; `disk-full`; `image-missing`
 */
export async function builtImages(
  services: readonly string[],
  progress: Progress,
  architecture?: Architecture,
): Promise<Images> {
  const base = recordedBaseImage(architecture, progress);
  const built = services.map(async (service) => {
    const [bundle, on] = await Promise.all([bundled(service), base]);
    return [service, await recordedServiceImage(service, { bundle, base: on, architecture })] as const;
  });
  return onDisk(async () => Object.fromEntries(await Promise.all(built)));
}
