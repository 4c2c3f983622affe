import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { simulatedStage } from '../run/simulated-evidence.fixture.ts';
import { type DeployedStage, deployedStage } from './deployed-stage.ts';
import { FakeApiServer } from './fake-api-server.fixture.ts';

let directory: string;
let server: FakeApiServer;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'deployed-stage-'));
  server = new FakeApiServer();
});
afterEach(async () => {
  await server.stop();
  await rm(directory, { recursive: true });
});

interface Settings {
  readonly maxReplicas?: number;
  readonly cpuRequest?: string;
  readonly image?: string;
}

/** As the simulated stage has it, but for what is given. */
function deployed(name: string, { maxReplicas = 5, cpuRequest = '60m', image = `${name}:1` }: Settings = {}): void {
  const resources = { requests: { cpu: cpuRequest }, limits: { cpu: '0.5' } };
  const target = { type: 'Utilization', averageUtilization: 60 };
  server.objects.deployments.push({
    metadata: { name },
    spec: { template: { spec: { containers: [{ name, image, resources }] } } },
  });
  server.objects.horizontalpodautoscalers.push({
    metadata: { name },
    spec: {
      ...{ minReplicas: 2, maxReplicas, metrics: [{ type: 'Resource', resource: { name: 'cpu', target } }] },
      behavior: { scaleDown: { stabilizationWindowSeconds: 30 } },
    },
  });
}

async function ask(): Promise<DeployedStage> {
  const kubeconfigPath = await server.start(directory);
  return deployedStage({ service: 'api', url: 'http://127.0.0.1:1', kubeconfigPath, stage: simulatedStage });
}

test('a stage that runs as it is stated is told with its images', async () => {
  deployed('api', { image: 'api:2' });
  deployed('user-api');
  expect(await ask()).toEqual({ images: { api: 'api:2', 'user-api': 'user-api:1' }, metricsResolutionSeconds: null });
});

test.each([
  { args: ['--secure-port=10250', '--metric-resolution=15s'], seconds: 15 },
  { args: ['--metric-resolution=1m0s'], seconds: 60 },
  { args: ['--secure-port=10250'], seconds: null },
])('metrics-server with $args measures every $seconds s', async ({ args, seconds }) => {
  deployed('api');
  deployed('user-api');
  const containers = [{ name: 'metrics-server', args }];
  server.objects.deployments.push({
    metadata: { name: 'metrics-server' },
    spec: { template: { spec: { containers } } },
  });
  expect((await ask()).metricsResolutionSeconds).toBe(seconds);
});

test('a stage that is not deployed is a mistake, and what is missing is named', async () => {
  deployed('api');
  await expect(ask()).rejects.toMatchObject({
    code: 'stage-not-deployed',
    message: expect.stringContaining('user-api'),
    remedy: expect.stringContaining('deploy --stage local'),
  });
});

test('a stage that runs with other settings is a mistake, and each is named', async () => {
  deployed('api', { maxReplicas: 9 });
  deployed('user-api', { cpuRequest: '1' });
  await expect(ask()).rejects.toMatchObject({
    code: 'stage-outdated',
    message: expect.stringMatching(/maxReplicas of api is 9, not 5; cpuRequestMillicores of user-api is 1000, not 60/),
  });
});
