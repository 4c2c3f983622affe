/** What is to go: a stage in its cluster, or a whole cluster with whatever anybody made in it. */
export interface RemovalScope {
  readonly cluster: string;
  /** @default - the whole cluster */
  readonly stage?: string;
}

/** Tags that the AWS Load Balancer Controller puts on all that it makes, so on whatever may be awaited or deleted here. */
export const controllerTags = {
  /** The cluster that it runs in. */
  cluster: 'elbv2.k8s.aws/cluster',
  /** The Service that it was made for: `<namespace>/<name>`. */
  service: 'service.k8s.aws/stack',
  /** The Ingress that it was made for: `<namespace>/<name>`, or the name of a group of them. */
  ingress: 'ingress.k8s.aws/stack',
} as const;

export type Tags = Readonly<Record<string, string>>;

/** The tags of an answer as a record. */
export function tagsOf(
  tags: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] = [],
): Tags {
  return Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}

/** What the controller made it for, e.g. `dev/api-service`; undefined for what is not a Service's or an Ingress'. */
export function madeFor(tags: Tags): string | undefined {
  return tags[controllerTags.service] ?? tags[controllerTags.ingress];
}

/**
 * Whether these are the tags of something that the controller made, of that cluster, and of that stage where one is meant.
 * Everything else is somebody else's: it is neither awaited nor touched.
 */
export function isInScope(tags: Tags, { cluster, stage }: RemovalScope): boolean {
  if (tags[controllerTags.cluster] !== cluster) return false;
  if (stage === undefined) return true;
  // A stage's Ingresses share one group, which is called as the stage is.
  return tags[controllerTags.ingress] === stage || (madeFor(tags)?.startsWith(`${stage}/`) ?? false);
}
