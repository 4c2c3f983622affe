import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  KubeConfig,
  type KubernetesObject,
  KubernetesObjectApi,
  PatchStrategy,
  loadAllYaml,
} from '@kubernetes/client-node';
import { UserError } from '@eks-practice/errors/user-error';
import { requireOperator } from './require-operator.ts';
import { type KubernetesManifest, loadNamespace, testRunObjects } from './test-run.ts';

const definitionFile = process.env.EKS_PRACTICE_K6_OPERATOR_CRD;
const kubeconfigPath = process.env.KUBECONFIG;
const supplied = definitionFile !== undefined && kubeconfigPath !== undefined;
const withDefinition = supplied ? describe : describe.skip;
const why = supplied
  ? ''
  : ' (skipped: EKS_PRACTICE_K6_OPERATOR_CRD must name the file config/crd/bases/k6.io_testruns.yaml of k6-operator, and ' +
    'KUBECONFIG a cluster to try it on)';

withDefinition(`k6-operator's own definition${why}`, () => {
  const namespace = loadNamespace({ name: 'crd' }, Date.now());
  const objects = testRunObjects({
    ...{ namespace, name: 'load', runners: 3, image: 'grafana/k6:1.8.1', archive: Buffer.alloc(1024) },
  });
  const [made] = objects as [KubernetesManifest];
  let api: KubernetesObjectApi;
  let definition: KubernetesObject;
  let wasThere = false;

  beforeAll(async () => {
    const config = new KubeConfig();
    config.loadFromFile(kubeconfigPath ?? '');
    api = KubernetesObjectApi.makeApiClient(config);
    [definition] = loadAllYaml(await readFile(definitionFile ?? '', 'utf8')) as [KubernetesObject];
    wasThere = await isThere();
  });
  afterAll(async () => {
    await api.delete(made).catch(() => undefined);
    if (!wasThere) await api.delete(definition);
  });

  const isThere = (): Promise<boolean> =>
    requireOperator({ kubeconfigPath: kubeconfigPath ?? '' }).then(
      () => true,
      (error: unknown) => {
        if (error instanceof UserError && error.code === 'operator-missing') return false;
        throw error;
      },
    );

  /** A moment after it is there. */
  const isServed = (): Promise<boolean> =>
    api.list('k6.io/v1alpha1', 'TestRun', namespace).then(
      () => true,
      () => false,
    );

  /** What the server would make of it. A server-side apply takes no field that the definition does not have. */
  const tried = (object: KubernetesObject): Promise<KubernetesObject> =>
    api.patch(object, undefined, 'All', 'eks-practice', true, PatchStrategy.ServerSideApply);

  test('takes the TestRun to its last field, and the namespace the pods that the operator makes of it', async () => {
    if (!wasThere) await api.create(definition);
    while (!(await isServed())) await delay(200);
    await api.create(made);
    // Made, not only tried: no pod is let in without its ServiceAccount.
    await api.create(objects[1] as KubernetesManifest);
    for (const object of objects.slice(2)) await expect(tried(object)).resolves.toMatchObject({ kind: object.kind });

    const testRun = objects.at(-1) as KubernetesManifest & { spec: { runner: object } };
    const unknown = { ...testRun, spec: { ...testRun.spec, runner: { ...testRun.spec.runner, seperate: true } } };
    await expect(tried(unknown as KubernetesObject)).rejects.toThrow(/seperate: field not declared in schema/);

    const { runner, starter } = testRun.spec as unknown as { runner: OperatorPod; starter: OperatorPod };
    for (const pod of [runner, { ...starter, image: 'starter' }]) {
      await expect(tried(podOf(pod, namespace))).resolves.toMatchObject({ kind: 'Pod' });
      const open = { ...pod, containerSecurityContext: {} };
      await expect(tried(podOf(open, namespace))).rejects.toThrow(/violates PodSecurity/);
    }
  });
});

interface OperatorPod {
  readonly image: string;
  readonly serviceAccountName: string;
  readonly securityContext: object;
  readonly containerSecurityContext: object;
  readonly volumes?: readonly object[];
  readonly volumeMounts?: readonly object[];
}

/** As pkg/resources/jobs of k6-operator makes a pod of such a part of the TestRun. */
function podOf(part: OperatorPod, namespace: string): KubernetesObject & { spec: object } {
  const {
    containerSecurityContext,
    image,
    serviceAccountName,
    securityContext,
    volumeMounts = [],
    volumes = [],
  } = part;
  return {
    ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'tried', namespace } },
    spec: {
      ...{ serviceAccountName, automountServiceAccountToken: false, securityContext, volumes },
      containers: [{ name: 'k6', image, securityContext: containerSecurityContext, volumeMounts }],
    },
  };
}
