import { UserError } from '@eks-practice/errors/user-error';
import { inspectImage, pullImage } from '@eks-practice/machine/docker';
import type { Progress } from '@eks-practice/machine/progress';
import { kubernetesPatch } from '@eks-practice/stages/kubernetes-version';
import { buildImage, builtImageReference } from './built-image.ts';

/** K3s of the very release that the other image is built from. */
export const k3sImage = `rancher/k3s:v${kubernetesPatch}-k3s1`;

/**
 * The image that the local cluster's node runs, in Docker when this returns: the one that
 * `EKS_PRACTICE_KUBERNETES_IMAGE` names, else K3s where it can be pulled, else one built from Go modules. With an image
 * of these in Docker it asks no registry and returns at once, so a cluster does not change under the user's hands.
 * @returns its reference
 * @throws {UserError} `kubernetes-image-missing`, `go-missing`, `go-too-old` or `system-package-missing`
 */
export async function clusterImage(progress: Progress): Promise<string> {
  return chooseImage({
    asked: process.env['EKS_PRACTICE_KUBERNETES_IMAGE'] || undefined,
    built: await builtImageReference(),
    isPresent: async (reference) => (await inspectImage(reference)) !== undefined,
    pull: async (reference) => {
      progress(`pulling ${reference}`);
      return pullImage(reference);
    },
    build: (reference) => buildImage(reference, progress),
  });
}

/** Where an image can come from. */
export interface ImageSources {
  /** What the user asked for. */
  readonly asked: string | undefined;
  /** The name of the image that can be built here. */
  readonly built: string;
  readonly isPresent: (reference: string) => Promise<boolean>;
  readonly pull: (reference: string) => Promise<boolean>;
  readonly build: (reference: string) => Promise<void>;
}

/** The order of preference of {@link clusterImage}. */
export async function chooseImage(sources: ImageSources): Promise<string> {
  const { asked, built, isPresent, pull, build } = sources;
  if (asked !== undefined) {
    if ((await isPresent(asked)) || (await pull(asked))) return asked;
    throw new UserError(`Docker has no image "${asked}" and cannot pull it.`, {
      code: 'kubernetes-image-missing',
      remedy: 'Mend EKS_PRACTICE_KUBERNETES_IMAGE, or unset it to have an image chosen.',
    });
  }
  for (const reference of [k3sImage, built]) if (await isPresent(reference)) return reference;
  // A pull that breaks off in the middle also ends; only an image that is there counts.
  if ((await pull(k3sImage)) && (await isPresent(k3sImage))) return k3sImage;
  await build(built);
  return built;
}
