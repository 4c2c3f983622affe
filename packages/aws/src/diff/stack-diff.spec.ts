import { fileURLToPath } from 'node:url';
import { imageTagParameter } from '@eks-practice/infra/names';
import { synthesize } from '@eks-practice/infra/synthesize';
import { type EksStage, isOnEks } from '@eks-practice/stages/stage';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { expect, test } from '@jest/globals';
import { type DescribedStack, synthesizedStack } from './described-stack.ts';
import { stackDiff } from './stack-diff.ts';

const outdir = fileURLToPath(new URL(`../../dist/cdk.out/${process.env.JEST_WORKER_ID ?? '0'}`, import.meta.url));
const pseudo = { account: '123456789012', region: 'eu-central-1' };
const dev = stageNamed('dev');
if (!isOnEks(dev)) throw new Error('the tests need a stage dev on EKS');

interface Stacks {
  readonly cluster: DescribedStack;
  readonly workloads: DescribedStack;
}

function stacksOf(stage: EksStage): Stacks {
  const assembly = synthesize([stage], { outdir });
  const described = (name: string): DescribedStack => synthesizedStack(assembly, name, tagged('a1'));
  return { cluster: described('dev-cluster'), workloads: described('dev-workloads') };
}

function tagged(api: string): Record<string, string> {
  return { [imageTagParameter('api')]: api, [imageTagParameter('user-api')]: 'u1' };
}

const before = stacksOf(dev);
const deployed = before.workloads;

test('a deploy of what is deployed changes nothing', () => {
  const again = stacksOf(dev);
  expect(stackDiff(deployed, again.workloads, pseudo)).toEqual({ aws: [], kubernetes: [] });
  expect(stackDiff(before.cluster, again.cluster, pseudo)).toEqual({ aws: [], kubernetes: [] });
});

test('of a stack that is not there everything is created', () => {
  const { aws, kubernetes } = stackDiff(undefined, deployed, pseudo);
  expect(new Set([...aws, ...kubernetes].map(({ action }) => action))).toEqual(new Set(['create']));
  expect(kubernetes.map(({ kind, name }) => `${kind}/${name}`)).toContain('Deployment/api');
});

test('another image is a field of its Deployment', () => {
  const { kubernetes } = stackDiff(deployed, { ...deployed, parameters: tagged('a2') }, pseudo);
  const registry = '123456789012.dkr.ecr.eu-central-1.amazonaws.com';
  expect(kubernetes).toEqual([
    {
      ...{ action: 'update', kind: 'Deployment', name: 'api' },
      fields: [
        {
          path: 'spec.template.spec.containers[api].image',
          from: `${registry}/dev/api:a1`,
          to: `${registry}/dev/api:a2`,
        },
      ],
    },
  ]);
});

test('a setting of the stage is a field of the objects that it is in', () => {
  const settings = dev.services.api;
  if (!settings) throw new Error('the tests need a service api');
  const scaling = { ...settings.scaling, maxReplicas: 9 };
  const changed = { ...dev, services: { ...dev.services, api: { ...settings, scaling } } };
  expect(stackDiff(deployed, stacksOf(changed).workloads, pseudo)).toEqual({
    aws: [],
    kubernetes: [
      {
        ...{ action: 'update', kind: 'HorizontalPodAutoscaler', name: 'api' },
        fields: [{ path: 'spec.maxReplicas', from: 5, to: 9 }],
      },
    ],
  });
});

test("the stack's own tags and outputs are a change of the stack", () => {
  const { template } = deployed;
  const next = {
    ...deployed,
    tags: { ...deployed.tags, 'eks-practice:time-to-live-hours': '72' },
    template: { ...template, Outputs: { Url: { Value: { Ref: imageTagParameter('api') } } } },
  };
  expect(stackDiff(deployed, next, pseudo).aws).toEqual([
    {
      ...{ action: 'update', type: 'AWS::CloudFormation::Stack', logicalId: 'the stack itself' },
      properties: [
        { path: 'Outputs.Url', to: { Value: 'a1' } },
        { path: 'Tags["eks-practice:time-to-live-hours"]', to: '72' },
      ],
    },
  ]);
});

test('a change of the cluster marks what is replaced', () => {
  const nodes = { ...dev.cluster.nodes, instanceType: 't4g.large', max: 6 };
  const changed = { ...dev, cluster: { ...dev.cluster, nodes } };
  const group = stackDiff(before.cluster, stacksOf(changed).cluster, pseudo).aws.find(
    ({ type }) => type === 'AWS::EKS::Nodegroup',
  );
  expect(group?.action).toBe('replace');
  expect(group?.properties).toContainEqual({ path: 'ScalingConfig.MaxSize', from: 4, to: 6 });
  expect(group?.properties).toContainEqual(expect.objectContaining({ path: 'InstanceTypes[0]', replaces: true }));
});
