/** What one process at a time works on. */
export interface Held {
  /** Tells it apart: the name of its lock. */
  readonly lock: string;
  /** What it is called in a message, e.g. `the cluster dev`. */
  readonly what: string;
}

/** The cluster on this machine, whatever is done in it. */
export function heldLocalCluster(name: string): Held {
  return { lock: name, what: `the cluster ${name}` };
}

/** A cluster on EKS itself, not the stages in it. */
export function heldEksCluster(name: string): Held {
  return { lock: `eks-${name}`, what: `the cluster ${name}` };
}

/** What a deploy, a load and a removal hold of a stage on EKS: stages of one cluster do not get in each other's way. */
export function heldEksStage(name: string, cluster: { readonly name: string }): Held {
  return { lock: `eks-${cluster.name}-${name}`, what: `stage ${name}` };
}

/** A stack that belongs to no stage and is no cluster. */
export function heldStack(name: string): Held {
  return { lock: name, what: `the stack ${name}` };
}

/** What is the account's and the region's, rather than a cluster's. */
export function heldAccount({ account, region }: { readonly account: string; readonly region: string }): Held {
  return { lock: `cdk-${account}-${region}`, what: `account ${account} in ${region}` };
}
