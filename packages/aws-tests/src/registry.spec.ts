import { CreateRepositoryCommand, ECRClient, PutImageCommand } from '@aws-sdk/client-ecr';
import { inspect } from 'node:util';
import { jsonAnswer } from '@eks-practice/aws-emulator/aws-call';
import { missingImages, pushImages, requireRepositories } from '@eks-practice/aws/registry/registry';
import { openSession } from '@eks-practice/aws/session';
import { inspectImage } from '@eks-practice/machine/docker/docker';
import { ensureDocker } from '@eks-practice/machine/docker/docker-daemon';
import { silent } from '@eks-practice/machine/progress';
import type { EksStage } from '@eks-practice/stages/stage';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { emulatedAws } from './emulator-suite.ts';
import { type RegistryServer, startRegistry } from './registry-server.ts';
import { smallImage } from './small-image.ts';

const dev = stageNamed('dev') as EksStage;
const { region } = dev.cluster;
const aws = emulatedAws();
const ecr = () => new ECRClient({ region });

let registry: RegistryServer;

beforeAll(async () => {
  await ensureDocker(silent);
  registry = await startRegistry();
}, 300_000);

beforeEach(async () => {
  registry.refuse();
  signInTo(registry.host, registry.password);
  for (const service of Object.keys(dev.services)) {
    await ecr().send(
      new CreateRepositoryCommand({ repositoryName: `dev/${service}`, imageTagMutability: 'IMMUTABLE' }),
    );
  }
});

afterAll(() => registry.stop());

/** ECR's own password leads to ECR's own registry, which the emulator does not have. */
function signInTo(host: string, password: string): void {
  const authorizationToken = Buffer.from(`AWS:${password}`).toString('base64');
  const answer = jsonAnswer({ authorizationData: [{ authorizationToken, proxyEndpoint: `http://${host}` }] });
  aws().answer((call) => (call.action === 'GetAuthorizationToken' ? answer : undefined));
}

test('a registry without a place for a service is told before anything is built', async () => {
  await aws().reset();
  const session = await openSession({ region });
  await expect(requireRepositories(session, dev)).rejects.toMatchObject({ code: 'repository-missing' });
  await ecr().send(new CreateRepositoryCommand({ repositoryName: 'dev/api' }));
  await expect(requireRepositories(session, dev)).rejects.toThrow(/no repository dev\/user-api\.$/);
  await ecr().send(new CreateRepositoryCommand({ repositoryName: 'dev/user-api' }));
  await expect(requireRepositories(session, dev)).resolves.toBeUndefined();
});

test('what is missing is pushed, with the tag that it has here, and leaves no other name here', async () => {
  await using api = await smallImage();
  await using userApi = await smallImage();
  const session = await openSession({ region });
  const said: string[] = [];
  const images = { api: api.reference, 'user-api': userApi.reference };
  const tags = await pushImages(session, dev, images, (news) => said.push(news));
  expect(tags).toEqual({ api: api.tag, 'user-api': userApi.tag });
  expect(await registry.has('dev/api', api.tag)).toBe(true);
  expect(await registry.has('dev/user-api', userApi.tag)).toBe(true);
  expect(said).toContainEqual('api: 1 of 1 MB');
  expect(await inspectImage(`${registry.host}/dev/api:${api.tag}`)).toBeUndefined();
  expect(await inspectImage(api.reference)).toBeDefined();
});

test('what the registry has is not sent again', async () => {
  await using image = await smallImage();
  const session = await openSession({ region });
  const imageManifestMediaType = 'application/vnd.oci.image.manifest.v1+json';
  const imageManifest = JSON.stringify({ schemaVersion: 2, config: {}, layers: [] });
  expect(await missingImages(session, dev, { api: image.tag })).toEqual(['api']);
  await ecr().send(
    new PutImageCommand({ repositoryName: 'dev/api', imageTag: image.tag, imageManifest, imageManifestMediaType }),
  );
  expect(await missingImages(session, dev, { api: image.tag, 'user-api': image.tag })).toEqual(['user-api']);
  expect(await pushImages(session, dev, { api: image.reference }, silent)).toEqual({ api: image.tag });
  expect(await registry.has('dev/api', image.tag)).toBe(false);
});

test('that somebody else was faster is no failure', async () => {
  await using image = await smallImage();
  const message = `The image tag '${image.tag}' already exists in the 'dev/api' repository and cannot be overwritten because the tag is immutable.`;
  registry.refuse((method, url) =>
    method === 'PUT' && url.includes('/manifests/') ? { status: 400, code: 'TAG_INVALID', message } : undefined,
  );
  const session = await openSession({ region });
  await expect(pushImages(session, dev, { api: image.reference }, silent)).resolves.toEqual({ api: image.tag });
});

test.each([
  [
    'registry-sign-in-expired',
    { status: 403, code: 'DENIED', message: 'Your authorization token has expired. Reauthenticate and try again.' },
  ],
  [
    'registry-denied',
    {
      ...{ status: 403, code: 'DENIED' },
      message: 'User: arn:aws:iam::1:user/x is not authorized to perform: ecr:InitiateLayerUpload on resource: y',
    },
  ],
  [
    'repository-missing',
    { status: 404, code: 'NAME_UNKNOWN', message: "The repository with name 'dev/api' does not exist in the registry" },
  ],
])('%s is told as such', async (code, refusal) => {
  await using image = await smallImage();
  registry.refuse((method) => (method === 'POST' ? refusal : undefined));
  const session = await openSession({ region });
  await expect(pushImages(session, dev, { api: image.reference }, silent)).rejects.toMatchObject({ code });
});

test('a wrong password is told without it', async () => {
  await using image = await smallImage();
  signInTo(registry.host, 'wrong battery');
  const session = await openSession({ region });
  const failure = await pushImages(session, dev, { api: image.reference }, silent).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'registry-denied' });
  expect(inspect(failure)).not.toContain('wrong battery');
});

test('a registry that cannot be reached is told with whose network it needs', async () => {
  await using image = await smallImage();
  // Port 9 is that of a service which nobody runs.
  signInTo('127.0.0.1:9', 'x');
  const session = await openSession({ region });
  await expect(pushImages(session, dev, { api: image.reference }, silent)).rejects.toMatchObject({
    code: 'registry-unreachable',
    remedy: expect.stringContaining("Docker's daemon"),
  });
}, 60_000);
