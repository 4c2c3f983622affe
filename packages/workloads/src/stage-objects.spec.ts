import { publicServices, services } from '@eks-practice/catalogue/services';
import type { Stage } from '@eks-practice/stages/stage';
import { app } from '@eks-practice/stages/stages';
import { expect, test } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { objectKinds } from './object-kinds.ts';
import { type KubernetesObject, stageObjects, toYaml } from './stage-objects.ts';

const local = app.stages.local as Stage;
const images = Object.fromEntries(services.map(({ name }) => [name, `eks-practice/${name}:1`]));
const objects = stageObjects({ stage: local, images });

const withAlb: Stage = {
  ...(app.stages.dev as Stage),
  ingress: 'alb',
  alb: { domain: 'dev.example.org', certificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/a' },
};

/** The parts of a Deployment that the tests look at. */
interface DeploymentSpec {
  readonly replicas?: number;
  readonly strategy: { readonly rollingUpdate: { readonly maxUnavailable: number } };
  readonly template: {
    readonly metadata: { readonly annotations: Readonly<Record<string, string>> };
    readonly spec: PodSpec;
  };
}
interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
}
interface PodSpec {
  readonly terminationGracePeriodSeconds: number;
  readonly automountServiceAccountToken: boolean;
  readonly securityContext: { readonly runAsNonRoot: boolean };
  readonly containers: readonly {
    readonly image: string;
    readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
    readonly startupProbe: Probe;
    readonly readinessProbe: Probe;
    readonly livenessProbe: Probe;
    readonly env: readonly { readonly name: string; readonly value?: string }[];
    readonly resources: { readonly requests: { readonly cpu: string }; readonly limits: { readonly cpu: string } };
    readonly lifecycle: { readonly preStop: { readonly sleep: { readonly seconds: number } } };
    readonly securityContext: object;
  }[];
}

function specOf<T>(kind: string, name: string, from: readonly KubernetesObject[] = objects): T {
  const found = from.find((object) => object.kind === kind && object.metadata.name === name);
  if (!found) throw new Error(`there is no ${kind} ${name}`);
  return found.spec as T;
}

const deployments = services.map(({ name }) => specOf<DeploymentSpec>('Deployment', name));

test('every service has one object of each kind, but that only an alb leads to a public one by an Ingress', () => {
  for (const { name, public: isPublic } of services) {
    const kindsIn = (from: readonly KubernetesObject[]): string[] =>
      from.filter(({ metadata }) => [name, `${name}-service`].includes(metadata.name)).map(({ kind }) => kind);
    const everyKind = objectKinds.map(({ kind }) => kind);
    const butIngress = everyKind.filter((kind) => kind !== 'Ingress').sort();
    expect(kindsIn(objects).sort()).toEqual(butIngress);
    expect(kindsIn(stageObjects({ stage: withAlb, images })).sort()).toEqual(isPublic ? everyKind.sort() : butIngress);
  }
});

test('every kind that is made is also looked for when a stage is pruned', () => {
  const pruned: string[] = objectKinds.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`);
  const made = [...objects, ...stageObjects({ stage: withAlb, images })]
    .filter(({ kind }) => kind !== 'Namespace')
    .map(({ apiVersion, kind }) => `${apiVersion} ${kind}`);
  expect(pruned).toEqual(expect.arrayContaining(made));
});

test('the namespace is the stage and enforces the restricted standard; all else is inside', () => {
  const [namespace, ...inside] = objects;
  expect(namespace).toMatchObject({
    kind: 'Namespace',
    metadata: { name: 'local', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
  });
  expect(namespace?.metadata).not.toHaveProperty('namespace');
  for (const object of inside) expect(object.metadata.namespace).toBe('local');
});

test('no Deployment says how many replicas: the autoscaler owns that', () => {
  for (const deployment of deployments) expect(deployment).not.toHaveProperty('replicas');
});

test('no pod goes before its successor is ready', () => {
  for (const { strategy } of deployments) expect(strategy.rollingUpdate.maxUnavailable).toBe(0);
});

test.each([5, 180])('a pod that drains for %i s is not killed before it is done', (drainSeconds) => {
  const drained = stageObjects({ stage: { ...local, drainSeconds }, images });
  const { template } = specOf<DeploymentSpec>('Deployment', 'api', drained);
  const [container] = template.spec.containers;
  const farewell = Number(container?.env.find(({ name }) => name === 'DRAIN_SECONDS')?.value);
  expect(container?.lifecycle.preStop.sleep.seconds).toBe(drainSeconds);
  expect(template.spec.terminationGracePeriodSeconds).toBeGreaterThan(drainSeconds + farewell);
});

test('every container has a CPU request, without which the autoscaler reads <unknown>', () => {
  for (const { template } of deployments) {
    for (const { resources } of template.spec.containers) expect(resources.requests.cpu).toMatch(/^\d+m$/);
  }
});

test('pods run as nobody in particular, with nothing to write to, no capability and no token', () => {
  for (const { template } of deployments) {
    expect(template.spec).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    });
    for (const { securityContext } of template.spec.containers) {
      expect(securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
    }
  }
});

test.each(services)('$name is probed and scraped on its admin port, to which no Service leads', (service) => {
  const { adminPort, name } = service;
  const { metadata, spec } = specOf<DeploymentSpec>('Deployment', name).template;
  const [container] = spec.containers;
  expect(container?.ports).toContainEqual({ name: 'admin', containerPort: adminPort });
  expect(container?.env).toContainEqual({ name: 'ADMIN_PORT', value: String(adminPort) });
  const probes = [container?.startupProbe, container?.readinessProbe, container?.livenessProbe];
  expect(probes.map((probe) => probe?.httpGet)).toEqual([
    { path: '/readyz', port: 'admin' },
    { path: '/readyz', port: 'admin' },
    { path: '/healthz', port: 'admin' },
  ]);
  expect(metadata.annotations).toMatchObject({
    'prometheus.io/port': String(adminPort),
    'prometheus.io/path': '/metrics',
  });
  const { ports } = specOf<{ ports: { targetPort: number }[] }>('Service', `${name}-service`);
  expect(ports.map(({ targetPort }) => targetPort)).toEqual([service.port]);
});

test('a caller is told where its callee is', () => {
  const [container] = specOf<DeploymentSpec>('Deployment', 'api').template.spec.containers;
  expect(container?.env).toContainEqual({ name: 'USER_API_HOST', value: 'user-api-service' });
});

test('every service of a stage with tracing is told where its spans go, how many are recorded and which stage it is', () => {
  const tracing = { endpoint: 'http://collector.monitoring:4318', sampleRatio: 0.1 };
  for (const { name } of services) {
    const traced = specOf<DeploymentSpec>('Deployment', name, stageObjects({ stage: { ...local, tracing }, images }));
    expect(traced.template.spec.containers[0]?.env).toEqual(
      expect.arrayContaining([
        { name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: 'http://collector.monitoring:4318' },
        { name: 'OTEL_TRACES_SAMPLER', value: 'parentbased_traceidratio' },
        { name: 'OTEL_TRACES_SAMPLER_ARG', value: '0.1' },
        { name: 'OTEL_RESOURCE_ATTRIBUTES', value: 'deployment.environment.name=local,k8s.namespace.name=local' },
      ]),
    );
  }
});

test('a public service has a LoadBalancer on port 80, any other an address inside the cluster', () => {
  for (const { name, public: isPublic } of services) {
    const type = isPublic ? 'LoadBalancer' : 'ClusterIP';
    expect(specOf('Service', `${name}-service`)).toMatchObject({ type, ports: [{ port: 80 }] });
  }
});

test('on the local node the public services have ports one after the other; on EKS they have what there is', () => {
  const nodePorts = (from: readonly KubernetesObject[]) =>
    publicServices.map(
      ({ name }) => specOf<{ ports: { nodePort?: number }[] }>('Service', `${name}-service`, from).ports[0]?.nodePort,
    );
  expect(nodePorts(objects)).toEqual(publicServices.map((_, index) => 30080 + index));
  const dev = stageObjects({ stage: app.stages.dev as Stage, images });
  expect(nodePorts(dev)).toEqual(publicServices.map(() => undefined));
});

test('the autoscaler is as the stage says', () => {
  const scaling = {
    ...{ minReplicas: 3, maxReplicas: 9, targetCpuPercent: 45, scaleDownStabilizationSeconds: 7 },
    scaleUp: { percent: 50, pods: 2, periodSeconds: 30, stabilizationSeconds: 6 },
  };
  const resources = local.services.api?.resources;
  if (!resources) throw new Error('the local stage has no api');
  const stage: Stage = { ...local, services: { ...local.services, api: { scaling, resources } } };
  expect(specOf('HorizontalPodAutoscaler', 'api', stageObjects({ stage, images }))).toMatchObject({
    minReplicas: 3,
    maxReplicas: 9,
    metrics: [{ resource: { target: { averageUtilization: 45 } } }],
    behavior: {
      scaleDown: { stabilizationWindowSeconds: 7 },
      scaleUp: {
        stabilizationWindowSeconds: 6,
        selectPolicy: 'Max',
        policies: [
          { type: 'Pods', value: 2, periodSeconds: 30 },
          { type: 'Percent', value: 50, periodSeconds: 30 },
        ],
      },
    },
  });
});

test('a service without an image is a bug, and is named', () => {
  expect(() => stageObjects({ stage: local, images: {} })).toThrow('no image was given for user-api');
});

test('YAML holds the same objects', () => {
  expect(parseAllDocuments(toYaml(objects)).map((document) => document.toJS() as unknown)).toEqual(objects);
});
