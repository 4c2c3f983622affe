import { DescribeImagesCommand, DescribeRepositoriesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { UserError } from '@eks-practice/errors/user-error';
import { repositoryName } from '@eks-practice/infra/names';
import type { Progress } from '@eks-practice/machine/progress';
import type { EksStage } from '@eks-practice/stages/stage';
import { answeredByAws, unlessNamed } from '../aws-error.ts';
import { type ByService, imageTags, registryOf } from './image-names.ts';
import { pushImage } from './registry-push.ts';
import { registrySignIn } from './registry-sign-in.ts';
import type { AwsSession } from '../session.ts';

/** ECR's name of that error. */
const noRepository = 'RepositoryNotFoundException';

/**
 * Sees to it that the registry has a place for each service's images; the cluster's stack makes them.
 * @throws {UserError} `repository-missing`, naming all that are
 */
export async function requireRepositories(session: AwsSession, { cluster, services }: EksStage): Promise<void> {
  const ecr = ecrClient(session);
  const repositories = Object.keys(services).map((service) => repositoryName(cluster.name, service));
  const found = await Promise.all(
    repositories.map((name) =>
      answeredByAws(
        ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [name] })).catch(unlessNamed(noRepository)),
      ),
    ),
  );
  const missing = repositories.filter((_, index) => !found[index]);
  if (missing.length === 0) return;
  throw new UserError(`The registry ${registryOf(session)} has no repository ${missing.join(' and none ')}.`, {
    code: 'repository-missing',
    remedy: `Deploy the cluster first, which makes one for each service: npx eks-practice cluster deploy ${cluster.name}`,
  });
}

/**
 * The services whose image of that tag the registry does not have.
 * @param tags by service; a service without a repository has no image either
 */
export async function missingImages(session: AwsSession, { cluster }: EksStage, tags: ByService): Promise<string[]> {
  const ecr = ecrClient(session);
  const found = await Promise.all(
    Object.entries(tags).map(([service, imageTag]) => {
      const image = { repositoryName: repositoryName(cluster.name, service), imageIds: [{ imageTag }] };
      const none = unlessNamed('ImageNotFoundException', noRepository);
      return answeredByAws(ecr.send(new DescribeImagesCommand(image)).catch(none));
    }),
  );
  return Object.keys(tags).filter((_, index) => !found[index]);
}

/**
 * Sends what the registry does not have yet, one image after another.
 * @param images references of images in the local Docker, by service
 * @returns their tags, by service
 * @throws {UserError} `registry-denied`, `registry-unreachable`, `registry-sign-in-expired`, `repository-missing`, `push-failed`
 */
export async function pushImages(
  session: AwsSession,
  stage: EksStage,
  images: ByService,
  progress: Progress,
): Promise<Record<string, string>> {
  const tags = imageTags(images);
  const missing = await missingImages(session, stage, tags);
  if (missing.length === 0) return tags;
  const registry = await registrySignIn(session);
  for (const service of missing) {
    const repository = repositoryName(stage.cluster.name, service);
    const image = { reference: images[service] ?? '', repository, tag: tags[service] ?? '' };
    await pushImage(image, registry, (news) => progress(`${service}: ${news}`));
  }
  return tags;
}

function ecrClient({ region }: AwsSession): ECRClient {
  return new ECRClient({ region });
}
