import { ECRClient, paginateDescribeImages } from '@aws-sdk/client-ecr';
import type { AwsSession } from '../session.ts';
import { everyPage } from '../every-page.ts';
import type { StackResource } from './stack-resources.ts';

/** How many images the repositories of a stack hold, by the repository's name. */
export async function repositoryImages(
  { region }: AwsSession,
  resources: readonly StackResource[],
): Promise<Record<string, number>> {
  const client = new ECRClient({ region });
  const repositories = resources.filter(({ type, physicalId }) => type === 'AWS::ECR::Repository' && physicalId !== '');
  const counts = repositories.map(async ({ physicalId: repositoryName }) => {
    const images = everyPage(paginateDescribeImages({ client }, { repositoryName }), (page) => page.imageDetails);
    return [repositoryName, (await images.catch(noneIfGone)).length] as const;
  });
  return Object.fromEntries(await Promise.all(counts));
}

function noneIfGone(error: unknown): [] {
  if ((error as Error).name === 'RepositoryNotFoundException') return [];
  throw error;
}
