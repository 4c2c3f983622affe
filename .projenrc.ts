import { baseImageTargets } from './projenrc/image-targets.ts';
import { CdkApp, CliTool, Library, LoadTests, Monorepo, NestService, TestSuite } from './projenrc/index.ts';

const repo = new Monorepo({
  name: 'eks-practice',
  description: 'Two NestJS services on Kubernetes, deployed by stage, with a load test that proves the autoscaling.',
});

const errors = new Library(repo, { name: 'errors' });

// The services, and before them what each of them depends on.
const contracts = new Library(repo, { name: 'contracts', inEveryService: true, deps: ['zod'] });
new Library(repo, {
  name: 'service-kit',
  inEveryService: true,
  decorators: true,
  deps: [
    errors,
    ...['@fastify/static', '@nestjs/axios', '@nestjs/common', '@nestjs/core', '@nestjs/platform-fastify'],
    ...['@nestjs/swagger', '@nestjs/terminus', '@opentelemetry/api', '@opentelemetry/core', 'axios', 'fastify'],
    ...['nestjs-pino', 'pino', 'pino-http', 'prom-client', 'rxjs', 'zod'],
  ],
});
const userApi = new NestService(repo, { name: 'user-api', port: 4000, deps: ['@faker-js/faker'] });
new NestService(repo, { name: 'api', port: 3000, path: '/users', public: true, calls: [userApi] });

// What is deployed, and where to.
const catalogue = new Library(repo, { name: 'catalogue' });
const stages = new Library(repo, { name: 'stages', deps: [catalogue, errors, 'zod'] });
const workloads = new Library(repo, {
  name: 'workloads',
  deps: [catalogue, stages, 'cdk8s', 'cdk8s-plus-34', 'constructs', 'yaml'],
});
const machine = new Library(repo, { name: 'machine', deps: [errors, 'dockerode', 'env-paths', 'execa'] });
const images = new Library(repo, {
  name: 'images',
  targets: baseImageTargets,
  deps: [errors, machine, '@swc/core', 'esbuild'],
});
const localCluster = new Library(repo, {
  name: 'local-cluster',
  deps: [errors, machine, stages, '@kubernetes/client-node', 'dockerode', 'tar-stream', 'yaml'],
});
const cdk = ['@aws-cdk/lambda-layer-kubectl-v36', 'aws-cdk-lib', 'constructs'];
new CdkApp(repo, { name: 'infra', deps: [catalogue, stages, workloads, ...cdk] });

// The proof, and the tool that runs it all.
const loadtests = new LoadTests(repo, {
  name: 'loadtests',
  deps: [catalogue, errors, machine, stages, '@kubernetes/client-node', 'esbuild', 'uplot', 'zod'],
  devDeps: ['playwright-core'],
});
const cli = new CliTool(repo, {
  name: 'cli',
  command: 'eks-practice',
  deps: [
    ...[catalogue, errors, images, loadtests, localCluster, machine, stages, workloads],
    ...['@kubernetes/client-node', 'commander', 'listr2', 'proper-lockfile'],
  ],
});
new TestSuite(repo, {
  name: 'integration-tests',
  target: 'integration',
  deps: [catalogue, contracts, images, machine, 'testcontainers'],
});
const inE2e = [loadtests, machine, '@kubernetes/client-node', 'get-port'];
new TestSuite(repo, { name: 'e2e-tests', target: 'e2e', runs: [cli], deps: inE2e });

repo.synth();
