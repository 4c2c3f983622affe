import type { Architecture } from '@eks-practice/machine/architecture';
import { fromRoot } from '@eks-practice/machine/repository';
import { forArchitecture } from './image-targets.ts';

/** What a service's image is built on; whoever makes sure of it leaves it behind as a record for the `image` targets. */
export interface BaseImage {
  readonly architecture: Architecture;
  readonly reference: string;
  /** Changes whenever the content does: a hash of the layers, or of the recipe. */
  readonly identity: string;
}

/** @param architecture of the target that leaves it; none is the host's */
export function baseImageRecordPath(architecture?: Architecture): string {
  return fromRoot('packages/images/dist', `${forArchitecture('base-image', architecture)}.json`);
}
