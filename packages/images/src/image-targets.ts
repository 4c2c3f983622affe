import type { Architecture } from '@eks-practice/machine/architecture';

/**
 * The name of an Nx target for an architecture, and of the record that it leaves in dist: `image-arm64`, or `image` for
 * the host's, whichever that is.
 */
export function forArchitecture(target: 'image' | 'base-image', architecture: Architecture | undefined): string {
  return architecture === undefined ? target : `${target}-${architecture}`;
}
