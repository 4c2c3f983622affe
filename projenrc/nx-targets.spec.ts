import { services } from '@eks-practice/catalogue/services';
import { RepositoryCopy } from '@eks-practice/machine/testing/repository-copy';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

// What a change makes run again, by Nx's own word: the hashes that it looks up in its cache, before and after the change.

type Hashes = Readonly<Record<string, string>>;

let copy: RepositoryCopy;
let before: Hashes;

async function hashes(): Promise<Hashes> {
  const { exitCode, stdout, output } = await copy.run('node', 'projenrc/task-hashes.ts');
  if (exitCode !== 0) throw new Error(output);
  return JSON.parse(stdout) as Hashes;
}

async function affected(file: string): Promise<string[]> {
  const { stdout } = await copy.run('nx', 'show', 'projects', '--affected', `--files=${file}`, '--json');
  return (JSON.parse(stdout) as string[]).sort();
}

/** The tasks that `nx affected` would run of those that deploy. */
async function deployed(file: string): Promise<string[]> {
  const targets = ['-t', 'deploy-cluster', 'deploy'];
  const { stdout } = await copy.run('nx', 'affected', ...targets, `--files=${file}`, '--graph=stdout');
  const { tasks } = JSON.parse(stdout) as { tasks: { tasks: Record<string, unknown> } };
  return Object.keys(tasks.tasks).sort();
}

beforeAll(async () => {
  copy = await RepositoryCopy.make();
  before = await hashes();
}, 120_000);

afterAll(() => copy[Symbol.asyncDispose](), 60_000);

const append = (text: string): string => `${text}\n// A change.\n`;
/** Another version of a package, as the lockfile would have it. */
const release =
  (name: string) =>
  (lockfile: string): string =>
    lockfile.replace(new RegExp(`("node_modules/${name}": \\{[^}]*"integrity": "sha512-)..`), '$1Zz');

const everyService = services.map(({ name }) => name).join('|');
/** What spans the services is checked again by compiler and linter, which look into what they import; it runs uncached. */
const suites = /^(aws|e2e|integration)-tests:(lint|typecheck)$/;

test.each<[string, string, (text: string) => string, RegExp[]]>([
  ['a text for people', 'README.md', append, []],
  ["a package's text for people", 'packages/service-kit/README.md', append, []],
  ['a page that a test holds to the code', 'docs/guards.md', append, [/^guards:test$/]],
  [
    'a shape of contracts',
    'packages/contracts/src/users.ts',
    append,
    [RegExp(`^(benchmarks|contracts|observability|${everyService}):`), suites],
  ],
  [
    "a stage's replicas",
    'packages/stages/src/stages.ts',
    (text) => text.replace('maxReplicas: 20', 'maxReplicas: 19'),
    [
      /^(aws|benchmarks|cli|costs|drills|guards|infra|loadtests|local-cluster|repository|stages|texts|workloads):/,
      /^(aws|e2e)-tests:(lint|typecheck)$/,
    ],
  ],
  [
    "user-api's controller",
    'packages/user-api/src/users/users.controller.ts',
    append,
    [/^(benchmarks|observability|user-api):/, suites],
  ],
  [
    "user-api's test",
    'packages/user-api/src/users/users.controller.spec.ts',
    append,
    [/^user-api:(lint|typecheck|test)$/],
  ],
  ["api's Dockerfile", 'packages/api/Dockerfile', append, [/^api:image/]],
  [
    'the bundler',
    'packages/images/src/bundle.ts',
    append,
    [RegExp(`^(benchmarks|cli|images|observability|texts|${everyService}):`), suites],
  ],
  [
    'a package of user-api alone',
    'package-lock.json',
    release('@faker-js/faker'),
    [/^(benchmarks|observability|user-api):/, suites],
  ],
  ['the linter', 'package-lock.json', release('eslint'), [/:lint$/, /^repository:typecheck$/]],
  ['the lint configuration', 'eslint.config.mjs', append, [/:lint$/]],
  ['the lint rules', 'projenrc/lint-rules.mjs', append, [/:lint$/, /^repository:typecheck$/]],
])(
  '%s makes run again what reads it, and nothing else',
  async (_, file, change, reruns) => {
    const original = await copy.read(file).catch(() => '');
    await copy.edit(file, change);
    const after = await hashes();
    await copy.edit(file, () => original);
    const changed = Object.keys(after).filter((task) => after[task] !== before[task]);
    expect(changed.sort()).toEqual(
      Object.keys(before)
        .filter((task) => reruns.some((pattern) => pattern.test(task)))
        .sort(),
    );
  },
  60_000,
);

test('by its project alone, a change of user-api concerns the suites that span the services, the benchmarks, the dashboard and the deploy; a text its tests', async () => {
  expect(await affected('packages/user-api/src/users/users.controller.ts')).toEqual([
    'aws-tests',
    'benchmarks',
    'deployment',
    'e2e-tests',
    'integration-tests',
    'observability',
    'user-api',
  ]);
  // The text alone: what holds it against the repository is never cached.
  expect(await affected('README.md')).toEqual(['repository', 'texts']);
  expect(await affected('packages/service-kit/README.md')).toEqual([]);
}, 60_000);

const workloads = 'deployment:deploy';
const cluster = 'infra:deploy-cluster';

test.each<[string, string, string[]]>([
  ["user-api's controller", 'packages/user-api/src/users/users.controller.ts', [workloads]],
  ['what every service shares', 'packages/service-kit/src/serve.ts', [workloads]],
  ['how images are built', 'packages/images/src/bundle.ts', [workloads]],
  ['the clusters and the stages', 'packages/stages/src/stages.ts', [workloads, cluster]],
  ["the cluster's stack", 'infra/src/cluster-stack.ts', [workloads, cluster]],
  ['the objects', 'packages/workloads/src/service.ts', [workloads, cluster]],
  ['the tool', 'packages/cli/src/main.ts', []],
  ['the load test', 'loadtests/src/run-scenario.ts', []],
  ['a text for people', 'README.md', []],
])(
  'a change of %s deploys what it may change, and nothing else',
  async (_, file, tasks) => {
    expect(await deployed(file)).toEqual(tasks);
  },
  60_000,
);
