import { UserError } from '@eks-practice/errors/user-error';
import { distrolessImage } from '@eks-practice/images/choose-base-image';
import { debianBase } from '@eks-practice/images/debian-base';
import { builtImageReference } from '@eks-practice/local-cluster/node-image/built-image';
import { k3sImage } from '@eks-practice/local-cluster/node-image/cluster-image';
import { hostArchitecture } from '@eks-practice/machine/architecture';
import { type ImageChoice, chooseImage } from '@eks-practice/machine/docker/choose-image';
import { docker, inspectImage } from '@eks-practice/machine/docker/docker';
import { silent } from '@eks-practice/machine/progress';
import { toolEnvironment } from '@eks-practice/machine/tool-environment';
import type { Finding } from './finding.ts';

/** Where an image that is needed would come from now. */
export type Origin = 'docker' | 'registry' | 'build' | UserError;

export interface NeededImage {
  readonly name: string;
  /** What it would be; the one that was asked for where there is none. */
  readonly reference: string;
  readonly origin: Origin;
}

/** The name of the node's image among those that are needed: the one that takes a compiler where it must be built. */
export const kubernetesImage = 'Kubernetes image';

/** Asks Docker, and through it the registries, but pulls and builds nothing. */
export async function readImages(): Promise<NeededImage[]> {
  const architecture = hostArchitecture();
  const build = async (): Promise<void> => undefined;
  const kubernetes = {
    variable: 'EKS_PRACTICE_KUBERNETES_IMAGE' as const,
    preferred: k3sImage,
    built: await builtImageReference(),
  };
  const base = {
    variable: 'EKS_PRACTICE_BASE_IMAGE' as const,
    preferred: distrolessImage(architecture),
    built: debianBase(architecture).reference,
  };
  return Promise.all([
    readImage(kubernetesImage, { ...kubernetes, build, architecture }),
    readImage('Base image', { ...base, build, architecture }),
  ]);
}

async function readImage(name: string, choice: ImageChoice): Promise<NeededImage> {
  let origin: Origin = 'build';
  const note = (found: boolean, where: Origin): boolean => {
    if (found) origin = where;
    return found;
  };
  const source = {
    has: async (reference: string) =>
      note((await inspectImage(reference, choice.architecture)) !== undefined, 'docker'),
    pull: async (reference: string) => note(await canBePulled(reference), 'registry'),
  };
  try {
    return { name, reference: await chooseImage(choice, silent, source), origin };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { name, reference: toolEnvironment()[choice.variable] ?? '', origin: error };
  }
}

/** How long a registry may take to answer, in milliseconds: behind some firewalls it never does. */
const patience = 10_000;

/** Whether a registry that has it answers the daemon; it fetches the manifest alone. */
async function canBePulled(reference: string): Promise<boolean> {
  return docker
    .getImage(reference)
    .distribution({ abortSignal: AbortSignal.timeout(patience) })
    .then(
      () => true,
      () => false,
    );
}

export function imageFinding({ name, reference, origin }: NeededImage): Finding {
  if (origin instanceof UserError) return { name, state: 'missing', found: origin.message, remedy: origin.remedy };
  if (origin === 'docker') return { name, state: 'ok', found: reference };
  if (origin === 'registry') return { name, state: 'ok', found: `${reference}, which can be pulled` };
  return { name, state: 'ok', found: 'no registry answers, so it is built on this machine' };
}
