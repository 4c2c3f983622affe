import { services } from '@eks-practice/catalogue/services';
import { type ServiceSettings, type Stage, isOnEks } from '@eks-practice/stages/stage';
import { app } from '@eks-practice/stages/stages';
import { expect, test } from '@jest/globals';
import { type KubernetesObject, stageObjects } from './stage-objects.ts';

// Local and EKS objects come from one source. The tables below name every field in which they may differ, and by which
// setting of a stage; a field that is not in them is the same everywhere.

const images = Object.fromEntries(services.map(({ name }) => [name, `${name}:1`]));
const local = app.stages.local as Stage;
const dev = app.stages.dev as Stage;
const alb = { domain: 'dev.example.org', certificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/a' };

const nlbAnnotation = 'service.beta.kubernetes.io/aws-load-balancer';
const becauseOfEks = [
  'Deployment spec.progressDeadlineSeconds',
  'Namespace metadata.labels.elbv2.k8s.aws/pod-readiness-gate-inject',
  'Service spec.ports.0.nodePort',
];
const becauseOfNlb = [
  'Service metadata.annotations',
  'Service spec.allocateLoadBalancerNodePorts',
  'Service spec.loadBalancerClass',
  'Service spec.loadBalancerSourceRanges',
];
const becauseOfAlb = ['Ingress', 'Service spec.type'];

test.each<[string, Partial<Stage>, readonly string[]]>([
  ['nlb', {}, [...becauseOfEks, ...becauseOfNlb]],
  ['alb', { ingress: 'alb', alb }, [...becauseOfEks, ...becauseOfAlb]],
])(
  'the same stage with an %s on EKS differs from itself on the local cluster in these fields',
  (_, settings, fields) => {
    const onEks: Stage = { ...dev, ...settings };
    expect(differences({ ...onEks, cluster: local.cluster }, onEks)).toEqual([...fields].sort());
  },
);

const container = 'Deployment spec.template.spec.containers.0';
const becauseOfDrain = [
  `${container}.lifecycle.preStop.sleep.seconds`,
  'Deployment spec.template.spec.terminationGracePeriodSeconds',
  `Service metadata.annotations.${nlbAnnotation}-target-group-attributes`,
];
const becauseOfScaling = [
  'HorizontalPodAutoscaler spec.behavior.scaleDown.stabilizationWindowSeconds',
  'HorizontalPodAutoscaler spec.behavior.scaleUp.policies.0.periodSeconds',
  'HorizontalPodAutoscaler spec.behavior.scaleUp.policies.0.value',
  'HorizontalPodAutoscaler spec.behavior.scaleUp.policies.1.periodSeconds',
  'HorizontalPodAutoscaler spec.behavior.scaleUp.policies.1.value',
  'HorizontalPodAutoscaler spec.behavior.scaleUp.stabilizationWindowSeconds',
  'HorizontalPodAutoscaler spec.maxReplicas',
  'HorizontalPodAutoscaler spec.metrics.0.resource.target.averageUtilization',
  'HorizontalPodAutoscaler spec.minReplicas',
];
const becauseOfResources = ['limits.cpu', 'limits.memory', 'requests.cpu', 'requests.memory'].map(
  (field) => `${container}.resources.${field}`,
);
const becauseOfTracing = [
  ...['4', '5', '6', '7', '8'].map((index) => `${container}.env.${index}`),
  ...['1', '2'].map((index) => `NetworkPolicy spec.egress.${index}`),
];
const namespaced = [
  'Deployment',
  'HorizontalPodAutoscaler',
  'NetworkPolicy',
  'PodDisruptionBudget',
  'Service',
  'ServiceAccount',
];
const becauseOfName = [...namespaced.map((kind) => `${kind} metadata.namespace`), 'Namespace metadata.name'];
const tags = `Service metadata.annotations.${nlbAnnotation}-additional-resource-tags`;

test.each<[string, Partial<Stage>, readonly string[]]>([
  ['name', { name: 'another' }, [...becauseOfName, tags]],
  ['cluster', { cluster: { ...dev.cluster, name: 'another' } }, [tags]],
  ['drainSeconds', { drainSeconds: 300 }, becauseOfDrain],
  ['allowedCidrs', { allowedCidrs: ['203.0.113.0/24'] }, ['Service spec.loadBalancerSourceRanges.0']],
  ['scaling', { services: each({ scaling: scaling() }) }, becauseOfScaling],
  ['resources', { services: each({ resources: resources() }) }, becauseOfResources],
  ['tracing', { tracing: { endpoint: 'http://collector.monitoring:4318', sampleRatio: 1 } }, becauseOfTracing],
  ['protected', { protected: true }, []],
  ['timeToLiveHours', { timeToLiveHours: 1 }, []],
])("a stage's %s changes these fields and no other", (_, settings, fields) => {
  expect(differences(dev, { ...dev, ...settings })).toEqual([...fields].sort());
});

test.each(Object.values(app.stages).filter(isOnEks))('$name and local differ in no other field', (stage) => {
  const declared = [
    ...[becauseOfEks, becauseOfNlb, becauseOfAlb, becauseOfName],
    ...[becauseOfDrain, becauseOfScaling, becauseOfResources],
  ].flat();
  expect(declared).toEqual(expect.arrayContaining(differences(local, stage)));
});

function each(settings: Partial<ServiceSettings>): Stage['services'] {
  return Object.fromEntries(Object.entries(dev.services).map(([name, had]) => [name, { ...had, ...settings }]));
}

function scaling(): ServiceSettings['scaling'] {
  const scaleUp = { percent: 21, pods: 22, periodSeconds: 23, stabilizationSeconds: 24 };
  return { minReplicas: 7, maxReplicas: 9, targetCpuPercent: 11, scaleDownStabilizationSeconds: 13, scaleUp };
}

function resources(): ServiceSettings['resources'] {
  return { cpuRequestMillicores: 17, cpuLimitMillicores: 19, memoryRequestMiB: 23, memoryLimitMiB: 29 };
}

/** In which fields of which kinds two stages' objects differ; a kind alone stands for an object that only one has. */
function differences(one: Stage, other: Stage): string[] {
  const [before, after] = [one, other].map((stage) => byIdentity(stageObjects({ stage, images })));
  return [...new Set(fieldsThatDiffer(before, after).map(withoutName))].sort();
}

/** A namespace is called as its stage is, so its name does not tell which one it is. */
function byIdentity(objects: readonly KubernetesObject[]): Record<string, KubernetesObject> {
  const identity = ({ kind, metadata }: KubernetesObject): string =>
    kind === 'Namespace' ? kind : `${kind}/${metadata.name}`;
  return Object.fromEntries(objects.map((object) => [identity(object), object]));
}

function withoutName(field: string): string {
  const [object = '', ...path] = field.split('.');
  return [object.split('/')[0], path.join('.')].filter(Boolean).join(' ');
}

function fieldsThatDiffer(one: unknown, other: unknown, path: readonly string[] = []): string[] {
  if (isTree(one) && isTree(other)) {
    const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...keys].flatMap((key) => fieldsThatDiffer(one[key], other[key], [...path, key]));
  }
  return one === other ? [] : [path.join('.')];
}

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
