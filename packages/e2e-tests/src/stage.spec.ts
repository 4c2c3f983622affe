import type { DrillRun } from '@eks-practice/drills/drill-run';
import { isTimeout } from '@eks-practice/loadtests/failures/is-timeout';
import type { Report } from '@eks-practice/loadtests/report/report';
import { docker } from '@eks-practice/machine/docker/docker';
import { repositoryRoot } from '@eks-practice/machine/repository';
import { RepositoryCopy } from '@eks-practice/machine/testing/repository-copy';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AutoscalingV2Api, CoreV1Api, KubeConfig } from '@kubernetes/client-node';
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

/** The tag of a service's newest image; undefined where Docker has none. */
async function imageOf(service: string): Promise<string | undefined> {
  const [image] = await docker.listImages({ filters: { reference: [`eks-practice/${service}`] } });
  return image?.RepoTags?.[0];
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
  'a rolling update under load fails no request, and without a drain it does',
  async () => {
    const { result } = await stage.json<DrillRun>('drill', 'rolling-update');
    const [drill] = result.drills;
    if (!drill?.control) throw new Error('the drill had no control');
    // A machine without CPU time says nothing; a request that was refused or reset is never excused by that.
    const starved = ({ verdict, did }: { verdict: string; did: string }) =>
      verdict === 'invalid' && did.includes('CPU');
    const wrong = [drill, drill.control].filter((outcome) => outcome.verdict !== 'pass' && !starved(outcome));
    expect(wrong.map(({ did }) => did)).toEqual([]);
    expect(drill.loads.map(({ connections }) => connections)).toEqual(['new', 'reused']);
    // What the control took away is there again.
    const { exitCode, result: again } = await stage.json<Deployed>('deploy');
    expect(exitCode).toBe(0);
    expect(again.changes.filter(({ action }) => action !== 'unchanged')).toEqual([]);
  },
  10 * minutes,
);

test(
  'load makes it scale out and in again, in that order, without a failed request',
  async () => {
    const { result: report } = await stage.json<Report>('load', '--quick');
    // On a machine without CPU time requests are late; one that is refused or reset is never excused by that.
    const starved = report.verdict === 'invalid' && report.reasons.some((reason) => reason.includes('CPU was used up'));
    const codes = Object.keys(report.errors).filter((code) => !(starved && isTimeout(code)));
    const { failed, dropped } = starved ? { failed: 0, dropped: 0 } : report.requests;
    expect({ reasons: report.reasons, codes, failed, dropped }).toEqual({
      reasons: expect.anything(),
      codes: [],
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
  'a third service, which one command adds to a copy of the repository, runs beside the others and can scale',
  async () => {
    await using copy = await RepositoryCopy.make();
    expect(await copy.run('eks-practice', 'new', 'orders-api', '--calls', 'user-api')).toMatchObject({ exitCode: 0 });
    stage.root = copy.root;
    try {
      // It waits for every pod to be ready, and for every autoscaler to read a metric.
      const { exitCode, result } = await stage.json<Deployed>('deploy');
      expect(exitCode).toBe(0);
      const created = result.changes.filter(({ action }) => action === 'created').map(({ kind }) => kind);
      expect(created).toEqual(expect.arrayContaining(['Deployment', 'HorizontalPodAutoscaler', 'Service']));
      const { items } = await config
        .makeApiClient(AutoscalingV2Api)
        .listNamespacedHorizontalPodAutoscaler({ namespace: 'local' });
      const scaler = items.find(({ metadata }) => metadata?.name === 'orders-api');
      expect(scaler?.status?.currentMetrics?.[0]?.resource?.current.averageUtilization).toBeDefined();
    } finally {
      stage.root = repositoryRoot;
    }
    // The repository has not stated it, and takes it away.
    const { result } = await stage.json<Deployed>('deploy');
    expect(result.changes).toContainEqual({ kind: 'Deployment', name: 'orders-api', action: 'removed' });
    await docker.getImage((await imageOf('orders-api')) ?? '').remove();
  },
  10 * minutes,
);

test(
  'remove leaves nothing behind',
  async () => {
    expect((await stage.cli('remove')).exitCode).toBe(0);
    const containers = await docker.listContainers({ all: true });
    const { Volumes } = await docker.listVolumes();
    const networks = await docker.listNetworks();
    const ours = [
      ...networks.map(({ Name }) => Name),
      ...containers.flatMap(({ Names }) => Names),
      ...Volumes.map(({ Name }) => Name),
    ];
    expect(ours.filter((name) => name.includes(`eks-practice-${stage.cluster}`))).toEqual([]);
  },
  5 * minutes,
);
