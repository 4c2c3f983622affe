import path from 'node:path';
import { goProgram } from '@eks-practice/machine/programs/go-program';
import type { Progress } from '@eks-practice/machine/progress';
import { kubernetesMinor, kubernetesPatch } from '@eks-practice/stages/kubernetes-version';

/** The Go module with every program of a node, and in `node/` what makes an image of them. */
export const kubernetesDirectory = path.join(import.meta.dirname, '..', '..', 'kubernetes');

export interface GoPrograms {
  /** Every component of Kubernetes, which acts by the name that it is called by. */
  readonly hyperkube: string;
  /** What holds a pod's namespaces. */
  readonly pause: string;
}

/**
 * Without these a component takes itself for v0.0.0, and kubeadm refuses it
 * (kubernetes/hack/lib/version.sh sets the same).
 */
export const versionFlags = versionSettings()
  .map(([key, value]) => `-X k8s.io/component-base/version.${key}=${value}`)
  .join(' ');

function versionSettings(): [string, string][] {
  const [major = '', minor = ''] = kubernetesMinor.split('.');
  return [
    ['gitVersion', `v${kubernetesPatch}`],
    ['gitMajor', major],
    ['gitMinor', minor],
  ];
}

/**
 * The programs for Linux on this machine's processor; compiling them takes about 10 minutes the first time.
 * @throws {UserError} `go-missing` or `go-not-fetched`
 */
export async function goPrograms(progress: Progress): Promise<GoPrograms> {
  const common = { moduleDirectory: kubernetesDirectory, os: 'linux' } as const;
  return {
    hyperkube: await goProgram(
      { ...common, name: 'hyperkube', packagePath: './hyperkube', linkerFlags: versionFlags },
      progress,
    ),
    pause: await goProgram({ ...common, name: 'pause', packagePath: './pause' }, progress),
  };
}
