import { repositoryName } from '@eks-practice/infra/names';
import { partitionOf, urlSuffixOf } from '../partition.ts';
import type { AwsSession } from '../session.ts';

/** By service. */
export type ByService = Readonly<Record<string, string>>;

/** The host of an account's registry in a region, as it stands before an image's name. */
export function registryOf({ account, region }: Pick<AwsSession, 'account' | 'region'>): string {
  return `${account}.dkr.ecr.${region}.${urlSuffixOf(partitionOf(region))}`;
}

/** The tag of an image's reference, which is the hash of its content. */
export function tagOf(reference: string): string {
  return reference.slice(reference.lastIndexOf(':') + 1);
}

/** The tags of images, by service. */
export function imageTags(images: ByService): Record<string, string> {
  return Object.fromEntries(Object.entries(images).map(([service, reference]) => [service, tagOf(reference)]));
}

/** What the images of those tags are called in the registry, as the nodes of that cluster pull them. */
export function imagesInRegistry(
  session: Pick<AwsSession, 'account' | 'region'>,
  cluster: string,
  tags: ByService,
): Record<string, string> {
  const registry = registryOf(session);
  return Object.fromEntries(
    Object.entries(tags).map(([service, tag]) => [service, `${registry}/${repositoryName(cluster, service)}:${tag}`]),
  );
}
