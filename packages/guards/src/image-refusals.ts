import type { EksStage } from '@eks-practice/stages/stage';
import { nodeArchitecture } from './instance-types.ts';
import type { Refusal } from './refusal.ts';

/** An image as Docker describes it. */
export interface BuiltImage {
  readonly reference: string;
  /** As the image itself says, e.g. `arm64`. */
  readonly architecture: string;
}

/** Whether the nodes can run the images, by service. */
export function imageRefusals({ cluster }: EksStage, images: Readonly<Record<string, BuiltImage>>): Refusal[] {
  return Object.entries(images)
    .filter(([, { architecture }]) => architecture !== nodeArchitecture)
    .map(([service, { reference, architecture }]) => ({
      guard: 'image-architecture',
      message: `The image of ${service}, ${reference}, is for ${architecture}, but clusters.${cluster.name}.nodes.instanceType ${cluster.nodes.instanceType} is ${nodeArchitecture}: each pod would end with "exec format error".`,
      remedy: `Build it for ${nodeArchitecture}: npx nx run ${service}:image-${nodeArchitecture}`,
    }));
}
