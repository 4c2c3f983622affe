import { setTimeout as sleep } from 'node:timers/promises';
import { k6Binary } from '@eks-practice/loadtests/k6';
import type { Report } from '@eks-practice/loadtests/report/report';
import { startLoad } from '@eks-practice/loadtests/steady-load';
import { docker } from '@eks-practice/machine/docker';
import { silent } from '@eks-practice/machine/progress';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CoreV1Api, KubeConfig } from '@kubernetes/client-node';
import { restartRollout } from './restart-rollout.ts';
import { StageUnderTest } from './stage-under-test.ts';

// The stage as a user has it, from nothing to nothing: one story, told in order. What is asserted are counts and the
// order of events; how long things take is for the load report's verdict.

interface Deployed {
  readonly endpoint: string;
  readonly kubeconfig: string;
  readonly changes: readonly { readonly kind: string; readonly name: string; readonly action: string }[];
}

const minutes = 60_000;
let stage: StageUnderTest;
let deployed: Deployed;
let config: KubeConfig;

async function statusOf(path: string): Promise<number> {
  return (await fetch(`${deployed.endpoint}${path}`)).status;
}

async function until(so: () => boolean): Promise<void> {
  while (!so()) await sleep(100);
}

beforeAll(async () => {
  stage = await StageUnderTest.onFreePorts();
  // What an earlier run left behind, if it was killed.
  await stage.cli('remove');
}, 5 * minutes);

afterAll(() => stage.cli('remove'), 5 * minutes);

test(
  'deploy brings the stage up from nothing',
  async () => {
    const { exitCode, result } = await stage.json<Deployed>('deploy');
    expect(exitCode).toBe(0);
    deployed = result;
    config = new KubeConfig();
    config.loadFromFile(deployed.kubeconfig);
    expect(new Set(deployed.changes.map(({ action }) => action))).toEqual(new Set(['created']));
    expect(await statusOf('/users?count=3')).toBe(200);
  },
  15 * minutes,
);

test(
  'a second deploy finds nothing to do',
  async () => {
    const { exitCode, stdout } = await stage.cli('deploy');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Nothing to do');
  },
  5 * minutes,
);

describe('the cluster', () => {
  test('refuses a pod that is less than restricted', async () => {
    const core = config.makeApiClient(CoreV1Api);
    const privileged = { name: 'shell', image: 'any', securityContext: { privileged: true } };
    const body = { metadata: { name: 'intruder' }, spec: { containers: [privileged] } };
    await expect(core.createNamespacedPod({ namespace: 'local', body })).rejects.toMatchObject({ code: 403 });
  });

  test(
    'loses what the stage no longer has',
    async () => {
      const core = config.makeApiClient(CoreV1Api);
      const labels = { 'app.kubernetes.io/managed-by': 'eks-practice' };
      const leftover = { metadata: { name: 'leftover', labels }, spec: { ports: [{ port: 80 }] } };
      await core.createNamespacedService({ namespace: 'local', body: leftover });
      const { result } = await stage.json<Deployed>('deploy');
      expect(result.changes.filter(({ action }) => action !== 'unchanged')).toEqual([
        { kind: 'Service', name: 'leftover', action: 'removed' },
      ]);
      await expect(core.readNamespacedService({ namespace: 'local', name: 'leftover' })).rejects.toMatchObject({
        code: 404,
      });
    },
    5 * minutes,
  );
});

test(
  'a rolling update under load fails no request',
  async () => {
    const load = await startLoad({ k6: await k6Binary(silent), url: deployed.endpoint, ratePerSecond: 20 });
    await until(() => load.answered() > 0);
    const before = await restartRollout(config, 'local', ['api', 'user-api']);
    const { requests, errors } = await load.stop();
    expect(before.oldPods.length).toBeGreaterThanOrEqual(4);
    expect(before.remaining).toEqual([]);
    expect({ failed: requests.failed, dropped: requests.dropped, errors }).toEqual({
      failed: 0,
      dropped: 0,
      errors: {},
    });
    expect(requests.total).toBeGreaterThan(100);
  },
  10 * minutes,
);

test(
  'load makes it scale out and in again, in that order, without a failed request',
  async () => {
    const { result: report } = await stage.json<Report>('load');
    expect({ reasons: report.reasons, failed: report.requests.failed, dropped: report.requests.dropped }).toEqual({
      reasons: expect.anything(),
      failed: 0,
      dropped: 0,
    });
    expect(report.requests.total).toBeGreaterThan(500);
    const api = report.workloads.find(({ name }) => name === 'api');
    if (!api) throw new Error('the report does not mention api');
    expect(api.replicasSeen.max).toBeGreaterThan(api.minReplicas);
    expect(api.replicasSeen.min).toBe(api.minReplicas);
    const { firstDecisionSeconds, firstNewPodReadySeconds, scaledInSeconds } = api;
    expect(firstDecisionSeconds).not.toBeNull();
    expect(firstNewPodReadySeconds).toBeGreaterThan(firstDecisionSeconds ?? Infinity);
    expect(scaledInSeconds).not.toBeNull();
  },
  15 * minutes,
);

test(
  'a deploy mends a cluster that was killed, with what it held',
  async () => {
    await docker.getContainer(`eks-practice-${stage.cluster}`).kill();
    expect((await stage.json<{ cluster: { state: string } }>('status')).result.cluster.state).not.toBe('running');
    const { exitCode, result } = await stage.json<Deployed>('deploy');
    expect(exitCode).toBe(0);
    expect(result.changes.every(({ action }) => action === 'unchanged')).toBe(true);
    expect(await statusOf('/users?count=3')).toBe(200);
  },
  10 * minutes,
);

test(
  'remove leaves nothing behind',
  async () => {
    expect((await stage.cli('remove')).exitCode).toBe(0);
    const containers = await docker.listContainers({ all: true });
    const { Volumes } = await docker.listVolumes();
    const ours = [...containers.flatMap(({ Names }) => Names), ...Volumes.map(({ Name }) => Name)];
    expect(ours.filter((name) => name.includes(`eks-practice-${stage.cluster}`))).toEqual([]);
  },
  5 * minutes,
);
