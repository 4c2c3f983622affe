import { kubernetesMinor } from '@eks-practice/stages/kubernetes-version';
import type { Stage } from '@eks-practice/stages/stage';

/** Says what is about to be worked on, before anything is. */
export function printHeader(stage: Stage): void {
  console.log(
    [
      `App      eks-practice`,
      `Stage    ${stage.name}`,
      `Cluster  ${stage.cluster.name} (Kubernetes ${kubernetesMinor} in Docker on this machine)`,
      '',
    ].join('\n'),
  );
}
