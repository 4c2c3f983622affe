import { fileURLToPath } from 'node:url';
import { type EksStage, isOnEks } from '@eks-practice/stages/stage';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { beforeAll, expect, test } from '@jest/globals';
import { App, Stack } from 'aws-cdk-lib';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { stageStacks } from './stage-stacks.ts';
import { type ObjectsTemplate, objectsInTemplate } from './template-objects.ts';
import { workloadsTemplate } from './workloads-template.ts';

const [dev, preview] = [onEks('dev'), onEks('pr-7')];
const outdir = fileURLToPath(new URL(`../dist/cdk.out/${process.env.JEST_WORKER_ID ?? '0'}`, import.meta.url));
const app = new App({ outdir });
stageStacks(app, [dev, preview]);
let assembly: CloudAssembly;

function onEks(name: string): EksStage {
  const stage = stageNamed(name);
  if (!isOnEks(stage)) throw new Error(`the tests need a stage ${name} on EKS`);
  return stage;
}

// Seconds on a quiet machine, and more where others work.
beforeAll(() => {
  assembly = app.synth();
}, 120_000);

test('stages of one cluster share its stack', () => {
  expect(assembly.stacks.map(({ stackName }) => stackName)).toEqual(['dev-cluster', 'dev-workloads', 'pr-7-workloads']);
});

test('a stack depends on no other: what ties them are names', () => {
  const stacks = app.node.children.filter((child) => Stack.isStack(child));
  expect(stacks.map(({ dependencies }) => dependencies)).toEqual([[], [], []]);
});

test('every stack says whose it is, and a preview for how long it may stay', () => {
  const tagsOf = (stack: string) => assembly.getStackByName(stack).tags;
  const ofCluster = { 'eks-practice:app': 'eks-practice', 'eks-practice:cluster': 'dev' };
  expect(tagsOf('dev-cluster')).toEqual(ofCluster);
  expect(tagsOf('dev-workloads')).toEqual({ ...ofCluster, 'eks-practice:stage': 'dev' });
  expect(tagsOf('pr-7-workloads')).toEqual({
    ...ofCluster,
    'eks-practice:stage': 'pr-7',
    'eks-practice:time-to-live-hours': String(preview.timeToLiveHours),
  });
});

test("a stage's template by itself has the objects that a deploy of it has", () => {
  const { template } = assembly.getStackByName('dev-workloads');
  const objectsIn = (of: ObjectsTemplate) =>
    objectsInTemplate(of, {}, { account: '111122223333', region: 'eu-central-1' });
  expect(objectsIn(workloadsTemplate(dev))).toEqual(objectsIn(template as ObjectsTemplate));
  expect(objectsIn(workloadsTemplate(dev))).not.toEqual([]);
});

test('a stack goes to the region that its cluster names, and to the account where it names one', () => {
  expect((app.node.findChild('dev-workloads') as Stack).region).toBe(dev.cluster.region);
  const account = '111122223333';
  const elsewhere = new App({ outdir });
  stageStacks(elsewhere, [{ ...dev, cluster: { ...dev.cluster, region: 'eu-west-1', account } }]);
  for (const stack of elsewhere.node.children.filter((child) => Stack.isStack(child))) {
    expect({ account: stack.account, region: stack.region }).toEqual({
      account,
      region: 'eu-west-1',
    });
  }
});
