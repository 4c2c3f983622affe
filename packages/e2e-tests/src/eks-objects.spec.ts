import { setTimeout as sleep } from 'node:timers/promises';
import { KubectlHandler, handlerUnavailable } from '@eks-practice/aws-emulator/kubectl-handler';
import { publicServices, services } from '@eks-practice/catalogue/services';
import type { TemplateObject } from '@eks-practice/infra/template-objects';
import { kubernetesMinor } from '@eks-practice/stages/kubernetes-version';
import { type EksStage, type ServiceSettings, isOnEks } from '@eks-practice/stages/stage';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { objectKinds } from '@eks-practice/workloads/object-kinds';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AppsV1Api, AutoscalingV2Api, KubeConfig, KubernetesObjectApi, VersionApi } from '@kubernetes/client-node';
import { ObjectStack, nameOf, objectsForEks } from './eks-objects.ts';
import { StageUnderTest } from './stage-under-test.ts';

// What EKS would receive: the objects out of the synthesized template, handed by aws-cdk-lib's own kubectl handler to a real
// API server of the same minor version. One story, told in order: made, changed, exposed otherwise, removed.

const minutes = 60_000;
const scaling = { minReplicas: 2, maxReplicas: 4, targetCpuPercent: 60, scaleDownStabilizationSeconds: 300 };
const dev = stageOnEks('dev', { drainSeconds: 2, ...withScaling(scaling) });
const withThree: EksStage = { ...dev, ...withScaling({ ...scaling, minReplicas: 3 }) };
// A second more for the pods; half of it, rounded down, is the load balancer's, and stays the same.
const drainedLonger: EksStage = { ...withThree, drainSeconds: 3 };
const certificateArn = 'arn:aws:acm:eu-central-1:111122223333:certificate/a';
const withAlb: EksStage = { ...drainedLonger, ingress: 'alb', alb: { domain: 'dev.example.org', certificateArn } };
const namespace = dev.name;
const names = services.map(({ name }) => name);

function stageOnEks(name: string, settings: Partial<EksStage>): EksStage {
  const stage = stageNamed(name);
  if (!isOnEks(stage)) throw new Error(`the tests need a stage ${name} on EKS`);
  return { ...stage, ...settings };
}

function withScaling(to: Partial<ServiceSettings['scaling']>): Pick<EksStage, 'services'> {
  const { services: settings } = stageNamed('dev');
  return {
    services: Object.fromEntries(
      Object.entries(settings).map(([name, had]) => [name, { ...had, scaling: { ...had.scaling, ...to } }]),
    ),
  };
}

// The layer that CDK gives the handler holds a kubectl for one platform only.
const onItsPlatform = handlerUnavailable ? describe.skip : describe;

onItsPlatform(`the objects for EKS${handlerUnavailable ? ` (skipped: ${handlerUnavailable})` : ''}`, () => {
  let cluster: StageUnderTest;
  let images: Readonly<Record<string, string>>;
  let config: KubeConfig;
  let handler: KubectlHandler;
  let stack: ObjectStack;

  beforeAll(async () => {
    cluster = await StageUnderTest.onFreePorts();
    await cluster.cli('remove');
    const { exitCode, result } = await cluster.json<{ kubeconfig: string; images: Record<string, string> }>('deploy');
    expect(exitCode).toBe(0);
    images = result.images;
    config = new KubeConfig();
    config.loadFromFile(result.kubeconfig);
    handler = await KubectlHandler.open(result.kubeconfig);
    stack = new ObjectStack(handler);
  }, 15 * minutes);

  afterAll(() => cluster.cli('remove'), 5 * minutes);

  const objectsOf = (stage: EksStage): TemplateObject[] => objectsForEks(stage, images);

  test('meet an API server of the minor version that the EKS clusters have', async () => {
    const { major, minor } = await config.makeApiClient(VersionApi).getCode();
    expect(`${major}.${minor}`).toBe(kubernetesMinor);
  });

  test(
    'are made, each by a Create of its own',
    async () => {
      const objects = objectsOf(dev);
      const { created } = await stack.deploy(objects);
      expect(created).toEqual(objects.map(nameOf));
      expect(await present(objects)).toEqual(created);
    },
    3 * minutes,
  );

  test(
    'are taken over by a Create that finds what an earlier one left',
    async () => {
      const again = objectsOf(dev).map((object) => handler.handle({ ...object, type: 'Create' }));
      expect(await Promise.all(again)).toHaveLength(objectsOf(dev).length);
    },
    3 * minutes,
  );

  test(
    'become pods that are ready, and autoscalers that read a metric',
    async () => {
      await until('every pod to be ready', async () => {
        const deployments = await Promise.all(names.map((name) => readDeployment(name)));
        return deployments.every(({ status }) => (status?.readyReplicas ?? 0) >= scaling.minReplicas);
      });
      await until('every autoscaler to read a metric', async () => {
        const { items } = await config
          .makeApiClient(AutoscalingV2Api)
          .listNamespacedHorizontalPodAutoscaler({ namespace });
        const readings = items.map(({ status }) => status?.currentMetrics?.[0]?.resource?.current.averageUtilization);
        return readings.length === names.length && readings.every((reading) => reading !== undefined);
      });
    },
    5 * minutes,
  );

  test(
    'are changed where the stage is another, and the replicas stay as the autoscaler has set them',
    async () => {
      const { created, updated, deleted } = await stack.deploy(objectsOf(withThree));
      expect({ created, deleted }).toEqual({ created: [], deleted: [] });
      expect([...updated].sort()).toEqual(names.map((name) => `HorizontalPodAutoscaler/${name}`).sort());
      await until('the autoscalers to set three replicas', async () => {
        const deployments = await Promise.all(names.map((name) => readDeployment(name)));
        return deployments.every(({ spec }) => (spec?.replicas ?? 0) >= 3);
      });

      const { updated: drained } = await stack.deploy(objectsOf(drainedLonger));
      expect([...drained].sort()).toEqual(names.map((name) => `Deployment/${name}`).sort());
      for (const name of names) {
        const { spec } = await readDeployment(name);
        expect(spec?.template.spec?.terminationGracePeriodSeconds).toBe(3 + 15);
        expect(spec?.replicas).toBeGreaterThanOrEqual(3);
      }
    },
    5 * minutes,
  );

  test(
    'give the network load balancer up for an Ingress',
    async () => {
      const service = {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: `${publicServices[0]?.name}-service`, namespace },
      };
      expect(await read(service)).toMatchObject({
        spec: { type: 'LoadBalancer', loadBalancerClass: 'service.k8s.aws/nlb' },
      });
      const { created, updated } = await stack.deploy(objectsOf(withAlb));
      expect({ created, updated }).toEqual({
        created: publicServices.map(({ name }) => `Ingress/${name}`),
        updated: publicServices.map(({ name }) => `Service/${name}-service`),
      });
      const changed = await read(service);
      expect(changed).toMatchObject({ spec: { type: 'ClusterIP' } });
      expect(changed).not.toHaveProperty('spec.loadBalancerClass');
      expect(changed).not.toHaveProperty([
        'metadata',
        'annotations',
        'service.beta.kubernetes.io/aws-load-balancer-scheme',
      ]);
    },
    3 * minutes,
  );

  test(
    'of every kind are gone when the stage has them no more, and last of all the namespace',
    async () => {
      const objects = objectsOf(withAlb);
      const inside = objects.filter(({ object }) => object.kind !== 'Namespace');
      expect(new Set(inside.map(({ object }) => object.kind))).toEqual(new Set(objectKinds.map(({ kind }) => kind)));
      const { deleted } = await stack.deploy(objects.filter(({ object }) => object.kind === 'Namespace'));
      expect(deleted).toEqual(inside.map(nameOf));
      // One by one, and not because the namespace took them along.
      expect(await present(objects)).toEqual([`Namespace/${namespace}`]);
      await stack.deploy([]);
      expect(await present(objects)).toEqual([]);
    },
    5 * minutes,
  );

  /** The object as the API has it; undefined where it has none. */
  async function read(header: TemplateObject['object']): Promise<object | undefined> {
    const api = KubernetesObjectApi.makeApiClient(config);
    const { apiVersion, kind, metadata } = header;
    try {
      return await api.read({
        apiVersion,
        kind,
        metadata: { name: metadata.name, namespace: metadata.namespace ?? '' },
      });
    } catch (error) {
      if ((error as { code?: number }).code === 404) return undefined;
      throw error;
    }
  }

  /** Names of those of the objects that the API has. */
  async function present(objects: readonly TemplateObject[]): Promise<string[]> {
    const found = await Promise.all(objects.map(({ object }) => read(object)));
    return objects.filter((_, index) => found[index]).map(nameOf);
  }

  async function readDeployment(name: string): ReturnType<AppsV1Api['readNamespacedDeployment']> {
    return config.makeApiClient(AppsV1Api).readNamespacedDeployment({ name, namespace });
  }
});

/** Asks every second; a test's own time limit ends what never comes true. */
async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const report = setTimeout(() => process.stderr.write(`      still waiting for ${what}\n`), 60_000);
  while (!(await isSo())) await sleep(1000);
  clearTimeout(report);
}
