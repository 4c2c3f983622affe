import type { Held } from '../on-cluster.ts';

/** What a deploy, a load and a removal hold of a stage on EKS: stages of one cluster do not get in each other's way. */
export function heldStage(name: string, cluster: { readonly name: string }): Held {
  return { cluster: { name: `eks-${cluster.name}-${name}` }, what: `stage ${name}` };
}
