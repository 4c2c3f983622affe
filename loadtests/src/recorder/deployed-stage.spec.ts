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
  readonly scaleUpPods?: number;
}

/** As the simulated stage has it, but for what is given. */
function deployed(name: string, settings: Settings = {}): void {
  const { maxReplicas = 5, cpuRequest = '60m', image = `${name}:1`, scaleUpPods = 4 } = settings;
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
      behavior: {
        scaleUp: {
          ...{ selectPolicy: 'Max', stabilizationWindowSeconds: 0 },
          policies: [
            { type: 'Pods', value: scaleUpPods, periodSeconds: 15 },
            { type: 'Percent', value: 100, periodSeconds: 15 },
          ],
        },
        scaleDown: { stabilizationWindowSeconds: 30 },
      },
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
  expect((await ask()).images).toEqual({ api: 'api:2', 'user-api': 'user-api:1' });
});

test('whoever may not see the whole cluster is told what could not be seen', async () => {
  deployed('api');
  deployed('user-api');
  server.forbidden.add('nodes').add('pods');
  const { sync, workloads } = (await ask()).reaction;
  expect(sync).toEqual({ seconds: null, source: "the controller manager's arguments cannot be seen" });
  expect(workloads.api).toMatchObject({ imagePresent: null, rules: { stabilizationSeconds: 0 } });
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
  deployed('api', { maxReplicas: 9, scaleUpPods: 1 });
  deployed('user-api', { cpuRequest: '1' });
  await expect(ask()).rejects.toMatchObject({
    code: 'stage-outdated',
    message: expect.stringMatching(
      /maxReplicas of api is 9, not 5; scaleUp.pods of api is 1, not 4; cpuRequestMillicores of user-api is 1000, not 60/,
    ),
  });
});
