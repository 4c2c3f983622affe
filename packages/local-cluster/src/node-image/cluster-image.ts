import { hostArchitecture } from '@eks-practice/machine/architecture';
import { chooseImage } from '@eks-practice/machine/docker/choose-image';
import type { Progress } from '@eks-practice/machine/progress';
import { kubernetesPatch } from '@eks-practice/stages/kubernetes-version';
import { buildNodeImage, builtImageReference } from './built-image.ts';

/** K3s of the very release that the other image is built from. */
export const k3sImage = `rancher/k3s:v${kubernetesPatch}-k3s1`;

/**
 * The image that the local cluster's node runs, in Docker when this returns: the one that
 * `EKS_PRACTICE_KUBERNETES_IMAGE` names, else K3s where it can be pulled, else one built from Go modules. With an image
 * of these in Docker it asks no registry and returns at once, so a cluster does not change under the user's hands.
 * @returns its reference
 * @throws {UserError} `image-missing`, `go-missing`, `go-not-fetched`, `system-package-missing` or `disk-full`
 */
export async function clusterImage(progress: Progress): Promise<string> {
  const built = await builtImageReference();
  const choice = {
    variable: 'EKS_PRACTICE_KUBERNETES_IMAGE' as const,
    preferred: k3sImage,
    built,
    build: () => buildNodeImage(built, progress),
    architecture: hostArchitecture(),
  };
  return chooseImage(choice, progress);
}
