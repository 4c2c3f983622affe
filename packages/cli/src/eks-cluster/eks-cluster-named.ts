import { UserError } from '@eks-practice/errors/user-error';
import type { App, EksCluster, Named } from '@eks-practice/stages/stage';
import { clusterNamed } from '@eks-practice/stages/stage-named';

/**
 * The cluster of that name, if it is on EKS.
 * @throws {UserError} `unknown-cluster` or `not-on-eks`
 */
export function eksClusterNamed(name: string, app?: App): Named<EksCluster> {
  const cluster = clusterNamed(name, app);
  if (cluster.kind === 'eks') return { ...cluster };
  throw new UserError(`The cluster ${name} is on this machine, not on EKS.`, {
    code: 'not-on-eks',
    remedy:
      "Name a cluster of packages/stages/src/stages.ts with `kind: 'eks'`. The local one goes with: npx eks-practice remove",
  });
}
