import { UserError } from '@eks-practice/errors/user-error';
import { expect, test } from '@jest/globals';
import { defineStages } from './define-stages.ts';
import type { AppInput } from './model.ts';
import { stageNamed } from './stage-named.ts';

const clusters = { local: { kind: 'local' } } as const;

function faultsOf(input: unknown): string {
  try {
    defineStages(input as AppInput);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return 'none';
}

test('a stage that says nothing has a value for every setting of every service', () => {
  const { stages } = defineStages({ clusters, stages: { small: { cluster: 'local' } } });
  expect(stages.small).toMatchObject({
    name: 'small',
    cluster: { name: 'local', kind: 'local', nodes: 2, metricsResolutionSeconds: 15 },
    drainSeconds: 5,
    protected: false,
    services: {
      api: {
        scaling: { minReplicas: 2, maxReplicas: 5, targetCpuPercent: 60 },
        resources: { cpuRequestMillicores: 60 },
      },
      'user-api': { scaling: { minReplicas: 2 } },
    },
  });
});

test('all faults are listed at once, each with its path', () => {
  const faults = faultsOf({
    clusters,
    stages: {
      'Bad Name': { cluster: 'local' },
      lost: { cluster: 'nowhere' },
      tight: {
        cluster: 'local',
        drainSeconds: 0,
        services: {
          nobody: {},
          api: {
            scaling: { minReplicas: 4, maxReplicas: 3 },
            resources: { cpuRequestMillicores: 100, cpuLimitMillicores: 50 },
          },
        },
      },
    },
  });
  expect(faults).toMatch(/^The stages have 6 faults:/);
  expect(faults).toContain('stages.Bad Name: ');
  expect(faults).toContain('stages.lost.cluster: there is no cluster "nowhere" (there is: local)');
  expect(faults).toContain('stages.tight.drainSeconds: ');
  expect(faults).toContain('stages.tight.services.nobody: there is no such service (there is: user-api, api');
  expect(faults).toContain('stages.tight.services.api.scaling.maxReplicas: is 3, but minReplicas is 4');
  expect(faults).toContain('stages.tight.services.api.resources.cpuLimitMillicores: is below cpuRequestMillicores');
});

test('a setting that does not exist is refused rather than ignored', () => {
  expect(faultsOf({ clusters, stages: { s: { cluster: 'local', drainSecond: 3 } } })).toContain('drainSecond');
});

test.each(['prod', '../local', '__proto__', ''])('an unknown stage %j is refused with those that exist', (name) => {
  expect(() => stageNamed(name)).toThrow(
    expect.objectContaining({ code: 'unknown-stage', remedy: expect.stringContaining('local') }),
  );
});

test('a known stage is found', () => {
  expect(stageNamed('local').name).toBe('local');
});

const eks = { kind: 'eks', region: 'eu-central-1', nodes: { instanceType: 't4g.medium' } } as const;

test("a service takes what it does not say from the stage's defaults, and the rest from the model", () => {
  const { stages } = defineStages({
    clusters,
    stages: {
      tuned: {
        cluster: 'local',
        defaults: { scaling: { maxReplicas: 9, scaleUp: { pods: 8 } }, resources: { cpuLimitMillicores: 900 } },
        services: { api: { scaling: { minReplicas: 3, scaleUp: { percent: 200 } } } },
      },
    },
  });
  expect(stages.tuned?.services).toMatchObject({
    api: {
      scaling: { minReplicas: 3, maxReplicas: 9, targetCpuPercent: 60, scaleUp: { percent: 200, pods: 8 } },
      resources: { cpuLimitMillicores: 900 },
    },
    'user-api': { scaling: { minReplicas: 2, maxReplicas: 9, scaleUp: { percent: 100, pods: 8 } } },
  });
});

test("a fault in the stage's defaults is told once, where it is", () => {
  const faults = faultsOf({ clusters, stages: { a: { cluster: 'local', defaults: { scaling: { minReplicas: 1 } } } } });
  expect(faults).toContain('The stages have 1 fault:');
  expect(faults).toContain('stages.a.defaults.scaling.minReplicas: ');
});

test('pr-<number> is as the stage that previews are made from, for a time and unprotected', () => {
  const app = defineStages({
    clusters: { dev: eks },
    stages: { dev: { cluster: 'dev', drainSeconds: 180, protected: true } },
    previews: { from: 'dev', timeToLiveHours: 5 },
  });
  const dev = stageNamed('dev', app);
  expect(stageNamed('pr-12', app)).toEqual({ ...dev, name: 'pr-12', protected: false, timeToLiveHours: 5 });
});

test.each(['pr-', 'pr-0', 'pr-01', 'pr-1a', 'pr-1;id', 'pr-12345678'])('%j is no preview', (name) => {
  const app = defineStages({ clusters: { dev: eks }, stages: { dev: { cluster: 'dev' } }, previews: { from: 'dev' } });
  expect(() => stageNamed(name, app)).toThrow('There is no stage');
});

test.each<[string, Partial<AppInput>, string]>([
  ['a preview of nothing', { previews: { from: 'dve' } }, 'previews.from: there is no stage "dve"'],
  ['a preview of a local stage', { previews: { from: 'here' } }, 'previews.from: stage "here" is local'],
  [
    'a stage with the name of a preview',
    { stages: { dev: { cluster: 'dev' }, 'pr-7': { cluster: 'dev' } }, previews: { from: 'dev' } },
    'stages.pr-7: the names pr-<number> are the previews',
  ],
  [
    "a stage with the name of one of the cluster's own namespaces",
    { stages: { dev: { cluster: 'dev' }, 'kube-system': { cluster: 'dev' } }, previews: { from: 'dev' } },
    'stages.kube-system: is the name of a namespace that the cluster has for itself',
  ],
  [
    'more nodes than a local cluster has zones',
    { clusters: { local: { kind: 'local', nodes: 4 }, dev: eks } },
    'clusters.local.nodes: ',
  ],
  [
    'a resolution that metrics-server refuses',
    { clusters: { local: { kind: 'local', metricsResolutionSeconds: 9 }, dev: eks } },
    'clusters.local.metricsResolutionSeconds: ',
  ],
  ['an alb on a local cluster', { stages: { here: { cluster: 'local', ingress: 'alb' } } }, 'stages.here.ingress: '],
  [
    'an alb without its settings',
    { stages: { dev: { cluster: 'dev', ingress: 'alb' } } },
    'stages.dev.alb: is missing',
  ],
  [
    'more NAT gateways than zones',
    { clusters: { ...clusters, dev: { ...eks, natGateways: 3 } } },
    'clusters.dev.natGateways: is 3, but there are 2 availability zones',
  ],
  [
    'an instance that is not arm64',
    { clusters: { ...clusters, dev: { ...eks, nodes: { instanceType: 't3.micro' } } } },
    'clusters.dev.nodes.instanceType: must be a t4g type',
  ],
  [
    'a collector outside of the cluster',
    { stages: { dev: { cluster: 'dev', tracing: { endpoint: 'https://collector.example.org' } } } },
    'stages.dev.tracing.endpoint: must be http://<service>.<namespace>:<port>',
  ],
  [
    'more than every trace',
    { stages: { dev: { cluster: 'dev', tracing: { endpoint: 'http://collector.monitoring:4318', sampleRatio: 10 } } } },
    'stages.dev.tracing.sampleRatio: ',
  ],
  [
    'no address range',
    { stages: { dev: { cluster: 'dev', allowedCidrs: ['10.0.0.1'] } } },
    'stages.dev.allowedCidrs.0: must be an IPv4 address range',
  ],
])('%s is refused', (_, input, fault) => {
  const stages = { dev: { cluster: 'dev' }, here: { cluster: 'local' } };
  expect(faultsOf({ clusters: { ...clusters, dev: eks }, stages, ...input })).toContain(fault);
});
