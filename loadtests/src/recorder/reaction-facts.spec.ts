import { expect, test } from '@jest/globals';
import type { V1Deployment, V1Node, V1Pod, V2HorizontalPodAutoscaler } from '@kubernetes/client-node';
import { type SeenObjects, reactionFacts } from './reaction-facts.ts';

const startupProbe = { initialDelaySeconds: 2, periodSeconds: 1, failureThreshold: 30 };

function deployment(name: string, container: object): V1Deployment {
  const spec = { containers: [{ name, ...container }] };
  return { metadata: { name }, spec: { selector: {}, template: { spec } } };
}

function node(annotations: Record<string, string> = {}, images: string[] = [], taints: object[] = []): V1Node {
  return {
    metadata: { name: 'node', annotations },
    spec: { taints } as NonNullable<V1Node['spec']>,
    status: { images: images.map((image) => ({ names: [image] })) },
  };
}

function controllerManager(...command: string[]): V1Pod {
  const labels = { component: 'kube-controller-manager' };
  return { metadata: { labels }, spec: { containers: [{ name: 'manager', command }] } };
}

const behavior = {
  scaleUp: {
    ...{ stabilizationWindowSeconds: 0, selectPolicy: 'Max' },
    policies: [{ type: 'Pods', value: 4, periodSeconds: 15 }],
  },
};

function autoscaler(scaleUp: object = {}): V2HorizontalPodAutoscaler {
  const spec = { maxReplicas: 5, scaleTargetRef: { kind: 'Deployment', name: 'api' } };
  return { metadata: { name: 'api' }, spec: { ...spec, behavior: { scaleUp: { ...behavior.scaleUp, ...scaleUp } } } };
}

function facts(seen: Partial<SeenObjects>, system: Partial<SeenObjects['system']> = {}) {
  return reactionFacts({
    ...{ onEks: false, services: ['api'], deployments: [deployment('api', { image: 'api:1', startupProbe })] },
    ...{ autoscalers: [autoscaler()], nodes: [node()] },
    ...seen,
    system: { deployments: [], pods: [], ...system },
  });
}

test.each([
  { args: ['--secure-port=10250', '--metric-resolution=15s'], seconds: 15, source: /argument/ },
  { args: ['--metric-resolution=1m0s'], seconds: 60, source: /argument/ },
  { args: ['--secure-port=10250'], seconds: 60, source: /default/ },
])('metrics-server with $args measures every $seconds s', ({ args, seconds, source }) => {
  const { resolution } = facts({}, { deployments: [deployment('metrics-server', { args })] });
  expect(resolution).toEqual({ seconds, source: expect.stringMatching(source) });
});

test('without a metrics-server nothing is known of its scrapes', () => {
  expect(facts({}).resolution.seconds).toBeNull();
});

const k3s = (...args: string[]): V1Node => node({ 'k3s.io/node-args': JSON.stringify(args) });
const flag = 'horizontal-pod-autoscaler-sync-period=10s';

test.each<[string, Partial<SeenObjects>, V1Pod[] | undefined, number | null, RegExp]>([
  ['kubeadm, as it comes', {}, [controllerManager('kube-controller-manager')], 15, /default/],
  ['kubeadm, with the flag', {}, [controllerManager(`--${flag}`)], 10, /argument/],
  ['K3s, as it comes', { nodes: [k3s('server', '--disable', 'traefik')] }, [], 15, /default/],
  ['K3s, with the flag', { nodes: [k3s('server', '--kube-controller-manager-arg', flag)] }, [], 10, /argument/],
  [
    'K3s, with the flag in one word',
    { nodes: [k3s('server', `--kube-controller-manager-arg=${flag}`)] },
    [],
    10,
    /arg/,
  ],
  ['only agents of K3s', { nodes: [k3s('agent')] }, [], null, /cannot be seen/],
  ['EKS', { onEks: true }, [], 15, /EKS's documentation/],
  ['whoever may not look', { nodes: undefined }, undefined, null, /cannot be seen/],
])("the autoscaler's round: %s", (_, seen, pods, seconds, source) => {
  expect(facts(seen, { pods }).sync).toEqual({ seconds, source: expect.stringMatching(source) });
});

test.each([
  ['its own', { tolerance: '50m' }, [], 0.05],
  ['its own, as a decimal', { tolerance: '0.2' }, [], 0.2],
  ["the controller manager's", {}, ['--horizontal-pod-autoscaler-tolerance=0.3'], 0.3],
  ["Kubernetes' default", {}, [], 0.1],
])('the tolerance is %s', (_, scaleUp, command, tolerance) => {
  const { workloads } = facts({ autoscalers: [autoscaler(scaleUp)] }, { pods: [controllerManager(...command)] });
  expect(workloads.api?.rules).toEqual({
    ...{ policies: behavior.scaleUp.policies, select: 'Max', stabilizationSeconds: 0, tolerance },
  });
});

test('what the autoscaler and the Deployment do not say is unknown', () => {
  const { workloads } = facts({ autoscalers: [], deployments: [deployment('api', {})] });
  expect(workloads.api).toEqual({
    ...{ rules: null, imagePresent: null, startup: { seconds: null, source: 'it has no startup probe' } },
  });
});

test('a container may take as long as its startup probe is patient', () => {
  expect(facts({}).workloads.api?.startup).toEqual({ seconds: 32, source: 'its startup probe' });
});

const closed = [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }];

test.each<[string, V1Node[] | undefined, boolean | null]>([
  ['every node has it', [node({}, ['docker.io/library/api:1'])], true],
  ['one of two has not', [node({}, ['api:1']), node({}, ['docker.io/library/web-api:1'])], false],
  ['one that takes no pods has not', [node({}, ['api:1']), node({}, [], closed)], true],
  ['nodes cannot be seen', undefined, null],
])('the image is on the nodes where %s', (_, nodes, present) => {
  expect(facts({ nodes }).workloads.api?.imagePresent).toBe(present);
});
