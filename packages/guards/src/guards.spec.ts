import { isOnEks } from '@eks-practice/stages/stage';
import { app } from '@eks-practice/stages/stages';
import { stageNamed } from '@eks-practice/stages/stage-named';
import type { KubernetesObject } from '@eks-practice/workloads/stage-objects';
import { expect, test } from '@jest/globals';
import { autoscalerRefusals, reachRefusals } from './autoscaler-guard.ts';
import { drainRefusals } from './drain-guard.ts';
import { duplicateNameRefusals } from './duplicate-names.ts';
import { imageRefusals } from './image-refusals.ts';
import { nameRefusals } from './names-guard.ts';
import { type Refusal, refuse } from './refusal.ts';
import { regionRefusals } from './region-guard.ts';
import { skewRefusals } from './skew-guard.ts';
import { eksStage } from './stage.fixture.ts';
import { metricsNotices, stageNotices } from './stage-notices.ts';
import { stageRefusals } from './stage-refusals.ts';
import { supportNotices, supportRefusals } from './support-guard.ts';
import { recordRefusals, templateRefusals } from './template-refusals.ts';

const messages = (refusals: readonly Refusal[]): string => refusals.map(({ message }) => message).join('\n');

const onEks = [...Object.values(app.stages), ...(app.previews ? [stageNamed('pr-1')] : [])].filter(isOnEks);

test.each(onEks)('stage $name of stages.ts is refused by no guard', (stage) => {
  expect(stageRefusals(stage)).toEqual([]);
});

test('all that speaks against a stage is told at once', () => {
  const stage = eksStage({ drainSeconds: 5 }, { region: 'eu-central-9' }, { instanceType: 't4g.micro', max: 2 });
  const guards = stageRefusals(stage, new Date('2030-01-01'), []).map(({ guard }) => guard);
  expect(guards).toEqual(expect.arrayContaining(['region', 'kubernetes-support', 'pods-per-node', 'drain']));
  const refuseThem = (): void => refuse(stageRefusals(stage, new Date('2030-01-01'), []), 'Stage trial');
  expect(refuseThem).toThrow(/^Stage trial cannot work as it is, for \d reasons:\n {2}- region: /);
});

test('nothing is thrown where nothing is refused', () => {
  expect(() => refuse([], 'Stage trial')).not.toThrow();
});

test.each([
  ['eu-central-1', 3, 4, ''],
  ['eu-central-9', 3, 4, 'is eu-central-9, which is no commercial region of AWS. Did you mean'],
  ['us-west-1', 3, 4, 'availabilityZones is 3, but us-west-1 offers 2'],
  ['us-west-1', 2, 4, ''],
  ['eu-central-1', 3, 2, 'nodes.max is 2, but there are 3 availability zones'],
  ['eu-central-1', 3, 3, ''],
])('region %s with %i zones and at most %i nodes: %j', (region, availabilityZones, max, message) => {
  const { cluster } = eksStage({}, { region, availabilityZones }, { min: 1, max });
  const found = messages(regionRefusals(cluster));
  if (message === '') expect(found).toBe('');
  else expect(found).toContain(message);
});

test.each([
  ['1.35', '2027-03-26T23:59:59Z', ''],
  ['1.35', '2027-03-27T00:00:00Z', "out of EKS's standard support since 2027-03-27"],
  ['1.20', '2026-11-22', 'not in the table'],
  ['1.99', '2026-11-22', 'not in the table'],
])('Kubernetes %s on %s: %j', (minor, today, message) => {
  const found = messages(supportRefusals(minor, new Date(today)));
  if (message === '') expect(found).toBe('');
  else expect(found).toContain(message);
});

test.each([
  ['2027-01-25', 0],
  ['2027-01-26', 1],
  ['2027-03-27', 0],
])('on %s there are %i notices of the end of 1.35', (today, count) => {
  expect(supportNotices('1.35', new Date(today))).toHaveLength(count);
});

const alb = { domain: 'lab.example.org', certificateArn: `arn:aws:acm:eu-central-1:${'1'.repeat(12)}:certificate/a-b` };

test.each([
  ['nlb', 119, 'is 119, but a network load balancer sends requests to a pod for up to 120 s'],
  ['nlb', 120, ''],
  ['alb', 5, 'leaves the application load balancer'],
  ['alb', 60, ''],
] as const)('behind an %s, a drain of %i s: %j', (ingress, drainSeconds, message) => {
  const found = drainRefusals(eksStage({ ingress, alb, drainSeconds }));
  if (message === '') expect(found).toEqual([]);
  else expect(messages(found)).toContain(message);
});

test('the drain that is asked for is the shortest that passes', () => {
  const [refusal] = drainRefusals(eksStage({ ingress: 'alb', alb, drainSeconds: 5 }));
  const needed = Number(/to (\d+)/.exec(refusal?.remedy ?? '')?.[1]);
  expect(drainRefusals(eksStage({ ingress: 'alb', alb, drainSeconds: needed }))).toEqual([]);
  expect(drainRefusals(eksStage({ ingress: 'alb', alb, drainSeconds: needed - 1 }))).toHaveLength(1);
});

function scaled(containers: readonly object[], metric = 'cpu'): KubernetesObject[] {
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'api' },
      spec: { template: { spec: { containers } } },
    },
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'api' },
      spec: { scaleTargetRef: { name: 'api' }, metrics: [{ type: 'Resource', resource: { name: metric } }] },
    },
  ];
}

const requesting = { name: 'api', resources: { requests: { cpu: '60m' } } };

test.each([
  ['every container has a CPU request', scaled([requesting]), 0],
  ['one of two has none', scaled([requesting, { name: 'sidecar', resources: { requests: { memory: '1Mi' } } }]), 1],
  ['none has one', scaled([{ name: 'api' }, { name: 'sidecar' }]), 2],
  ['it scales by memory', scaled([{ name: 'api' }], 'memory'), 0],
])('an autoscaler where %s', (_, objects, refusals) => {
  expect(autoscalerRefusals(objects)).toHaveLength(refusals);
});

// Above 60 % and 10 % of it, 66 %, of a request of 100m.
test.each([
  [100, 0],
  [67, 0],
  [66, 2],
])('a CPU limit of %i m for a request of 100 m and a target of 60 %%: %i refusals', (cpuLimitMillicores, refusals) => {
  const resources = { cpuRequestMillicores: 100, cpuLimitMillicores: Math.max(100, cpuLimitMillicores) };
  const stage = eksStage({ defaults: { resources } });
  const throttled = Object.fromEntries(
    Object.entries(stage.services).map(([name, settings]) => [
      name,
      { ...settings, resources: { ...settings.resources, cpuLimitMillicores } },
    ]),
  );
  expect(reachRefusals({ ...stage, services: throttled })).toHaveLength(refusals);
});

test('the limit that is asked for is the least that scales', () => {
  const stage = eksStage({ defaults: { scaling: { targetCpuPercent: 200 }, resources: { cpuLimitMillicores: 60 } } });
  const limit = Number(/to (\d+)/.exec(reachRefusals(stage)[0]?.remedy ?? '')?.[1]);
  const withLimit = (cpuLimitMillicores: number): Refusal[] =>
    reachRefusals(eksStage({ defaults: { scaling: { targetCpuPercent: 200 }, resources: { cpuLimitMillicores } } }));
  expect(withLimit(limit)).toEqual([]);
  expect(withLimit(limit - 1)).toHaveLength(2);
});

test('an image for another architecture is refused by its own word, with what its pods would say', () => {
  const image = (architecture: string) => ({ api: { reference: 'eks-practice/api:1', architecture } });
  expect(imageRefusals(eksStage(), image('arm64'))).toEqual([]);
  const [refusal] = imageRefusals(eksStage(), image('amd64'));
  expect(refusal?.message).toContain('is for amd64');
  expect(refusal?.message).toContain('exec format error');
  expect(refusal?.remedy).toContain('npx nx run api:image-arm64');
});

test.each([
  ['1.36', '1.36', 0],
  ['1.35', '1.36', 0],
  ['1.37', '1.36', 0],
  ['1.34', '1.36', 1],
  ['1.38', '1.36', 1],
])('a cluster of %s with a kubectl of %s: %i refusals', (version, kubectlMinor, refusals) => {
  expect(skewRefusals(eksStage().cluster, version, kubectlMinor)).toHaveLength(refusals);
});

test('names that no limit allows are refused, and others not', () => {
  const stage = eksStage();
  expect(nameRefusals(stage)).toEqual([]);
  expect(messages(nameRefusals({ ...stage, name: 's'.repeat(64) }))).toContain(
    '64 characters, of which 63 are allowed',
  );
  const cluster = { ...stage.cluster, name: 'c'.repeat(40) };
  expect(messages(nameRefusals({ ...stage, cluster }))).toContain('IAM role');
});

const many = (count: number): object => Object.fromEntries(Array.from({ length: count }, (_, i) => [`R${i}`, {}]));

test.each([
  ['500 resources', { Resources: many(500) }, ''],
  ['501 resources', { Resources: many(501) }, 'has 501 resources; CloudFormation takes 500'],
  ['201 parameters', { Parameters: many(201) }, 'has 201 parameters'],
  ['too many bytes', { Metadata: { a: 'x'.repeat(1024 * 1024) } }, 'bytes; CloudFormation takes 1048576'],
])('a template with %s: %j', (_, template, message) => {
  const found = messages(templateRefusals('trial-workloads', template));
  if (message === '') expect(found).toBe('');
  else expect(found).toContain(message);
});

test('a record of tags that SSM would not take is refused', () => {
  const tags = (count: number): Record<string, string> =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`service-${i}`, 'x'.repeat(16)]));
  expect(recordRefusals(tags(2))).toEqual([]);
  expect(messages(recordRefusals(tags(200)))).toContain('200 services');
});

test.each([
  ['each name once', "defineStages({ clusters: { a: {}, b: {} }, stages: { a: { cluster: 'a' } } })", []],
  ['a stage twice', 'defineStages({ stages: {\n  dev: {},\n  dev: {},\n} })', ['"dev" stands twice']],
  ['a quoted one twice', 'defineStages({ stages: { \'pr-x\': {}, other: {}, "pr-x": {} } })', ['"pr-x" stands twice']],
  ['the same field in two stages', 'defineStages({ stages: { a: { cluster: 1 }, b: { cluster: 1 } } })', []],
])('stages.ts with %s', async (_, source, expected) => {
  const found = await duplicateNameRefusals(source);
  expect(found).toHaveLength(expected.length);
  for (const text of expected) expect(messages(found)).toContain(text);
});

test('the line of the second one is named', async () => {
  const [refusal] = await duplicateNameRefusals('defineStages({ stages: {\n  dev: {},\n  dev: {},\n} })');
  expect(refusal?.message).toContain('in line 3');
});

test('a notice is told for each thing that is worth knowing', () => {
  const today = new Date('2026-11-22');
  expect(stageNotices(eksStage(), today).join('\n')).toMatch(/NAT gateway[^]*surplus CPU credits[^]*Kubernetes API/);
  const careful = eksStage({}, { natGateways: 2, apiAllowedCidrs: ['203.0.113.0/24'] }, { cpuCredits: 'standard' });
  expect(stageNotices(careful, today)).toEqual([]);
});

test.each([
  [10, []],
  [15, []],
  [45, [expect.stringMatching(/lab measures its pods every 45 s.* up to 30 s later/)]],
])('a cluster that measures every %i s', (metricsResolutionSeconds, notices) => {
  expect(metricsNotices(eksStage({}, { metricsResolutionSeconds }).cluster)).toEqual(notices);
});

test('what else runs in the cluster is counted, and what runs in another is not', () => {
  const today = new Date('2026-11-22');
  const stage = eksStage({ defaults: { scaling: { maxReplicas: 8 } } }, {}, { max: 2 });
  const sibling = { ...stage, name: 'sibling' };
  const elsewhere = { ...sibling, cluster: { ...stage.cluster, name: 'elsewhere' } };
  expect(stageRefusals(stage, today, [stage, elsewhere])).toEqual([]);
  expect(messages(stageRefusals(stage, today, [stage, sibling]))).toContain('trial and sibling together');
});
