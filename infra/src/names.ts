/**
 * What things are called in AWS, so that the stacks, and whoever asks AWS for what they made, agree without one importing
 * the other's CDK code.
 */

/** The stack of a cluster: slow to change, rarely changed. */
export function clusterStackName(cluster: string): string {
  return `${cluster}-cluster`;
}

/** The stack of a stage: its Kubernetes objects. */
export function workloadsStackName(stage: string): string {
  return `${stage}-workloads`;
}

/**
 * Names of the SSM parameters that tie a stage's stack to its cluster's. Names instead of exports, so that neither stack
 * holds the other fast: an export that is in use cannot change.
 */
export function clusterParameters(cluster: string): {
  /** The custom resource provider that applies Kubernetes objects: its function's ARN. */
  readonly kubectlProvider: string;
  /** The ARN of the role that administers the cluster through the Kubernetes API. */
  readonly adminRole: string;
} {
  const prefix = `/eks-practice/${cluster}`;
  return { kubectlProvider: `${prefix}/kubectl-provider`, adminRole: `${prefix}/admin-role` };
}

/**
 * The SSM parameter with the image tags that a stage runs, as JSON by service. It belongs to the stage's stack; its versions are
 * the stage's earlier deploys.
 */
export function deployedImagesParameter(stage: string): string {
  return `/eks-practice/stages/${stage}/images`;
}

/** The template parameter of a stage's stack with the image tag of a service. */
export function imageTagParameter(service: string): string {
  return `${service.replaceAll('-', '')}ImageTag`;
}

/**
 * Values for those parameters.
 * @param tags by service
 */
export function imageTagValues(tags: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).map(([service, tag]) => [imageTagParameter(service), tag]));
}

/** A service's repository in the registry of the cluster's account and region. */
export function repositoryName(cluster: string, service: string): string {
  return `${cluster}/${service}`;
}

/** Tags on whatever the stacks make. */
export const tagKeys = {
  /** Always `eks-practice`. */
  app: 'eks-practice:app',
  /** The cluster's name, on everything. */
  cluster: 'eks-practice:cluster',
  /** The stage's name, on what is a stage's. */
  stage: 'eks-practice:stage',
  /** On a stage's stack: for how many hours after its last deploy it may stay. */
  timeToLiveHours: 'eks-practice:time-to-live-hours',
} as const;

/** The role that administers a cluster through the Kubernetes API. Roles are the account's, so the region is in the name. */
export function adminRoleName(cluster: string, region: string): string {
  return `${cluster}-${region}-admin`;
}

/** The stack with the roles that workflows on GitHub deploy a cluster's stages with. */
export function deliveryStackName(cluster: string): string {
  return `${cluster}-delivery`;
}
