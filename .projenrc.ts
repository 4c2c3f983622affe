import { awsClients, awsSdk, cdk } from './projenrc/aws-sdk.ts';
import { baseImageTargets, sbomLibraries } from './projenrc/image-targets.ts';
import { CdkApp, CliTool, Delivery, Library, LoadTests, Monorepo, NestService, TestSuite } from './projenrc/index.ts';
import { dashboard, grafana, openTelemetry, promql } from './projenrc/observability.ts';
import { peers } from './projenrc/peers.ts';
import { readers, textTargets } from './projenrc/texts.ts';

const repo = new Monorepo({
  name: 'eks-practice',
  description: 'Two NestJS services on Kubernetes, deployed by stage, with a load test that proves the autoscaling.',
});

const errors = new Library(repo, { name: 'errors' });
const pages = new Library(repo, { name: 'generated-pages' });

// The services, and before them what each of them depends on.
const contracts = new Library(repo, { name: 'contracts', inEveryService: true, deps: ['zod'] });
const inKit = [
  ...[errors, '@fastify/static', '@nestjs/axios', '@nestjs/common', '@nestjs/core', '@nestjs/platform-fastify'],
  ...['@nestjs/swagger', '@nestjs/terminus', ...openTelemetry, 'axios', 'fastify', 'nestjs-pino', 'pino', 'pino-http'],
  ...['prom-client', 'rxjs', 'undici', 'zod'],
];
const kit = new Library(repo, { name: 'service-kit', inEveryService: true, decorators: true, deps: inKit });
const userApi = new NestService(repo, { name: 'user-api', port: 4000, deps: ['@faker-js/faker'] });
const api = new NestService(repo, { name: 'api', port: 3000, path: '/users', public: true, calls: [userApi] });

// What is deployed, and where to.
const catalogue = new Library(repo, { name: 'catalogue' });
const stages = new Library(repo, { name: 'stages', pages: ['eks.md'], deps: [catalogue, errors, 'zod'] });
const cdk8s = ['cdk8s', 'cdk8s-plus-34', 'constructs', 'yaml'];
const workloads = new Library(repo, { name: 'workloads', deps: [catalogue, stages, ...cdk8s] });
const objects = [catalogue, stages, workloads];
const what = [...objects, errors];
const onMachine = [errors, 'dockerode', 'env-paths', 'execa', 'undici', 'yauzl', 'zod'];
const machine = new Library(repo, { name: 'machine', deps: onMachine });
const inImages = [errors, machine, ...sbomLibraries, '@swc/core', 'dockerode', 'esbuild', 'tar-stream'];
const images = new Library(repo, { name: 'images', targets: baseImageTargets, deps: inImages });
const inNode = ['@kubernetes/client-node', 'dockerode', 'tar-stream', 'yaml'];
const localCluster = new Library(repo, { name: 'local-cluster', deps: [errors, machine, stages, ...inNode] });

// EKS: the stacks, what a stage is held against before they are made, and how AWS is asked for them.
const infra = new CdkApp(repo, { name: 'infra', deps: [...objects, ...cdk], devDeps: ['cdk-nag'] });
const guards = new Library(repo, { name: 'guards', pages: ['guards.md'], deps: [...what, 'typescript'] });
const inAws = [errors, stages, workloads, infra, machine, ...awsSdk, 'microdiff', 'yaml'];
const aws = new Library(repo, { name: 'aws', deps: inAws, devDeps: ['aws-sdk-client-mock'] });

// The proof, what a stage costs, at scale too, and the tool that runs it all.
const measuring = ['@kubernetes/client-node', 'esbuild', 'simple-statistics', 'uplot', 'zod'];
const inLoadtests = [catalogue, errors, machine, stages, ...measuring];
const loadtests = new LoadTests(repo, { name: 'loadtests', deps: inLoadtests, devDeps: ['playwright-core'] });
const inCosts = [catalogue, errors, stages, pages, '@aws-sdk/client-pricing'];
const costs = new Library(repo, { name: 'costs', pages: ['costs.md', 'scale.md'], reads: [loadtests], deps: inCosts });
const inDrills = [...what, pages, loadtests, localCluster, machine, '@kubernetes/client-node'];
const drills = new Library(repo, { name: 'drills', pages: ['reliability.md'], deps: inDrills });
const tooled = [...what, aws, costs, drills, guards, images, infra, loadtests, localCluster, machine];
const inCli = [...tooled, '@bomb.sh/tab', '@kubernetes/client-node', 'commander', 'listr2', 'proper-lockfile', 'yaml'];
const cli = new CliTool(repo, { name: 'cli', command: 'eks-practice', deps: [...inCli, 'typescript'] });

// How fast it is, beside what others would build, and what an operator sees of it.
const measured = [...what, contracts, images, infra, loadtests, localCluster, machine, pages, userApi, ...peers];
new Library(repo, { name: 'benchmarks', decorators: true, pages: ['performance.md'], reads: [kit], deps: measured });
const shown = [kit, api, userApi, images, ...promql, 'esbuild'];
new Library(repo, { name: 'observability', decorators: true, ...dashboard, deps: [machine, grafana], devDeps: shown });

// The tests that span packages, and that of the texts.
new Library(repo, { name: 'texts', targets: textTargets, deps: [catalogue, cli, kit, machine, pages, ...readers] });
const emulator = new Library(repo, { name: 'aws-emulator', deps: [errors, machine, 'get-port'] });
const onNetwork = [catalogue, contracts, images, machine, 'dockerode', 'testcontainers'];
new TestSuite(repo, { name: 'integration-tests', target: 'integration', deps: onNetwork });
const onAws = [catalogue, stages, aws, costs, emulator, infra, machine, ...awsClients, 'aws-cdk-lib'];
new TestSuite(repo, { name: 'aws-tests', target: 'integration', runs: [cli], deps: onAws });
const onCluster = [...objects, drills, emulator, infra, loadtests, machine, '@kubernetes/client-node', 'get-port'];
new TestSuite(repo, { name: 'e2e-tests', target: 'e2e', runs: [cli], deps: onCluster });

// From a commit to the stages: what main holds goes to dev, and once it has stood the load there, to production.
const dev = { stage: 'dev', cluster: 'dev', load: true };
const production = { stage: 'production', cluster: 'production', load: false };
new Delivery(repo, { stages: [dev, production], madeOf: [infra, images] });
repo.synth();
