import { type Service, serviceNamed } from '@eks-practice/catalogue/services';
import { users } from '@eks-practice/contracts/users';
import { docker } from '@eks-practice/machine/docker/docker';
import { run } from '@eks-practice/machine/run';
import { RepositoryCopy } from '@eks-practice/machine/testing/repository-copy';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { originOf, startService } from './containers/service-container.ts';
import { TestNetwork } from './containers/test-network.ts';

// A service is one statement: this has the tool add one to a copy of the repository, writes another by hand, and touches nothing else.

const minutes = 60_000;
const publicStatement = `new NestService(repo, { name: 'shop', port: 6000, path: '/shop', public: true });`;

let copy: RepositoryCopy;

async function state(text: string): Promise<void> {
  await copy.edit('.projenrc.ts', (statements) => statements.replace('repo.synth()', `${text}\n\nrepo.synth()`));
  expect(await copy.run('projen')).toMatchObject({ exitCode: 0 });
}

/** The services as the copy's own catalogue has them. */
async function catalogue(): Promise<Service[]> {
  const module = copy.path('packages/catalogue/src/services.ts');
  const script = `import(${JSON.stringify(module)}).then(({ services }) => console.log(JSON.stringify(services)))`;
  return JSON.parse((await copy.run('node', '--eval', script)).stdout) as Service[];
}

async function nx(targets: readonly string[], projects: readonly string[]): Promise<void> {
  const args = ['run-many', '-t', ...targets, '-p', ...projects, '--output-style=static', '--parallel=2'];
  const { exitCode, output } = await copy.run('nx', ...args);
  if (exitCode !== 0) throw new Error(output);
}

beforeAll(async () => {
  copy = await RepositoryCopy.make();
  expect(await copy.run('eks-practice', 'new', 'orders-api', '--calls', 'user-api')).toMatchObject({ exitCode: 0 });
}, 3 * minutes);

/** An image that no service of the repository has is of no use afterwards. */
async function removeImages(): Promise<void> {
  const reference = ['eks-practice/orders-api', 'eks-practice/shop'];
  const images = await docker.listImages({ filters: { reference } });
  for (const name of images.flatMap(({ RepoTags }) => RepoTags ?? [])) await docker.getImage(name).remove();
}

afterAll(async () => {
  await copy[Symbol.asyncDispose]();
  await removeImages();
}, minutes);

test(
  'it is right by the linter, the compiler and its own test',
  () => nx(['lint', 'typecheck', 'test'], ['orders-api']),
  5 * minutes,
);

test('what reads the catalogue stays right', () => nx(['test'], ['catalogue', 'stages', 'workloads']), 5 * minutes);

test(
  'its image answers with what the service says that it calls',
  async () => {
    await nx(['image'], ['orders-api']);
    const ordersApi = (await catalogue()).find(({ name }) => name === 'orders-api') as Service;
    const { reference } = JSON.parse(await copy.read('packages/orders-api/dist/image.json')) as { reference: string };
    await using network = await TestNetwork.start();
    await startService(network, serviceNamed('user-api'));
    const container = await startService(network, ordersApi, { image: reference });
    const answer = await fetch(originOf(container, ordersApi.port));
    expect(answer.status).toBe(200);
    const { service, answers } = (await answer.json()) as { service: string; answers: Record<string, unknown> };
    expect(service).toBe('orders-api');
    expect(users.parse(answers['user-api']).length).toBeGreaterThan(0);
  },
  5 * minutes,
);

interface KubernetesObject {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: object;
}

async function objectsOf(service: string): Promise<Map<string, KubernetesObject>> {
  const { stdout, output } = await copy.run('eks-practice', 'manifests', '--json');
  if (!stdout.startsWith('[')) throw new Error(output);
  const own = (JSON.parse(stdout) as KubernetesObject[]).filter(({ metadata }) =>
    [service, `${service}-service`].includes(metadata.name),
  );
  return new Map(own.map((object) => [object.kind, object]));
}

test(
  'the stage has its objects and its autoscaler',
  async () => {
    const objects = await objectsOf('orders-api');
    expect([...objects.keys()].sort()).toEqual([...(await objectsOf('user-api')).keys()].sort());
    expect(objects.get('HorizontalPodAutoscaler')).toMatchObject({
      spec: { scaleTargetRef: { name: 'orders-api' }, minReplicas: 2, maxReplicas: 5 },
    });
    expect(objects.get('Deployment')).toMatchObject({
      spec: { template: { spec: { containers: [{ image: expect.stringMatching(/^eks-practice\/orders-api:/) }] } } },
    });
  },
  5 * minutes,
);

test(
  'a second public service has a way in of its own, and a journey for the load',
  async () => {
    await state(publicStatement);
    expect((await objectsOf('shop')).get('Service')).toMatchObject({
      spec: { type: 'LoadBalancer', ports: [{ nodePort: 30081 }] },
    });
    expect(await copy.read('loadtests/src/journeys/shop.ts')).toContain('/shop');
    await nx(['lint', 'typecheck', 'test'], ['shop']);
    await nx(['typecheck'], ['loadtests']);
  },
  5 * minutes,
);

// At the end: an npm before 10 takes the packages away for a clean install, even where it is not to make one.
test(
  'the lockfile knows it, and a clean install accepts that',
  async () => {
    const lockfile = JSON.parse(await copy.read('package-lock.json')) as { packages: Record<string, unknown> };
    expect(lockfile.packages).toHaveProperty(['packages/orders-api']);
    const dryRun = await run('npm', ['ci', '--dry-run', '--prefer-offline', '--no-audit'], {
      cwd: copy.root,
      acceptFailure: true,
    });
    expect(dryRun).toMatchObject({ exitCode: 0 });
  },
  minutes,
);
