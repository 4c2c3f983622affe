import { docker } from './docker.ts';

/** On every image that is built here, with its name: an image that somebody builds on it has the label too, but another name. */
export const ownImageLabel = 'eks-practice.image';

/**
 * Removes every image that was built here, but those that a container uses, running or not. What is needed again is built
 * again, most of it from the cache.
 * @returns the names that are gone
 */
export async function removeOwnImages(): Promise<string[]> {
  const images = await docker.listImages({ filters: { label: [ownImageLabel] } });
  const own = images.flatMap(({ Labels, RepoTags }) =>
    (RepoTags ?? []).filter((name) => name === Labels[ownImageLabel]),
  );
  const removed: string[] = [];
  for (const name of own.sort()) if (await removeUnlessUsed(name)) removed.push(name);
  return removed;
}

async function removeUnlessUsed(name: string): Promise<boolean> {
  try {
    await docker.getImage(name).remove();
    return true;
  } catch (error) {
    const { statusCode } = error as { statusCode?: number };
    // 404: somebody was faster. 409: a container uses it.
    if (statusCode === 404 || statusCode === 409) return false;
    throw error;
  }
}
