import { builtImages } from '@eks-practice/images/built-images';
import { imageRefusals } from '@eks-practice/guards/image-refusals';
import { refuse } from '@eks-practice/guards/refusal';
import { inspectImage } from '@eks-practice/machine/docker/docker';
import type { Progress } from '@eks-practice/machine/progress';
import type { EksStage } from '@eks-practice/stages/stage';

/** What t4g nodes run. */
const architecture = 'arm64';

/**
 * Builds the stage's images for its nodes, and reads from each what it is really for.
 * @returns references in the local Docker, by service
 * @throws {UserError} `build-failed` and its like, or `refused` for an image that the nodes could not run
 */
export async function imagesForNodes(stage: EksStage, progress: Progress): Promise<Readonly<Record<string, string>>> {
  const images = await builtImages(Object.keys(stage.services), progress, architecture);
  const read = await Promise.all(
    Object.entries(images).map(async ([service, reference]) => {
      const { Architecture = 'unknown' } = (await inspectImage(reference)) ?? {};
      return [service, { reference, architecture: Architecture }] as const;
    }),
  );
  refuse(imageRefusals(stage, Object.fromEntries(read)), `Stage ${stage.name}`);
  return images;
}
