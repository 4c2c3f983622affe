import { services } from '@eks-practice/catalogue/services';
import { isOnEks } from '@eks-practice/stages/stage';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { type KubernetesObject, stageObjects } from '@eks-practice/workloads/stage-objects';
import { expect, test } from '@jest/globals';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { stageStacks } from './stage-stacks.ts';

const app = new App();
const dev = stageNamed('dev');
if (!isOnEks(dev)) throw new Error('the tests need a stage dev on EKS');
stageStacks(app, [dev, { ...dev, name: 'sibling' }]);

function templateOf(id: string): Template {
  return Template.fromStack(app.node.findChild(id) as Stack);
}

test('stages of one cluster share its stack', () => {
  expect(app.node.children.map(({ node }) => node.id)).toEqual(['dev-cluster', 'dev-workloads', 'sibling-workloads']);
});

test('the nodes are arm64, of the size that the stage names', () => {
  templateOf('dev-cluster').hasResourceProperties('AWS::EKS::Nodegroup', {
    AmiType: 'AL2023_ARM_64_STANDARD',
    InstanceTypes: ['t4g.medium'],
    ScalingConfig: { MinSize: 2, MaxSize: 4 },
  });
});

test('every service has a repository whose tags cannot be moved', () => {
  const template = templateOf('dev-cluster');
  for (const { name } of services) {
    template.hasResourceProperties('AWS::ECR::Repository', {
      RepositoryName: `dev/${name}`,
      ImageTagMutability: 'IMMUTABLE',
      ImageScanningConfiguration: { ScanOnPush: true },
    });
  }
});

/** The objects that the stack would apply, with CloudFormation's references written out by a letter. */
function objectsInTemplate(): KubernetesObject[] {
  const resources = templateOf('dev-workloads').findResources('Custom::AWSCDK-EKS-KubernetesResource');
  return Object.values(resources).flatMap(({ Properties }) => {
    const manifest = (Properties as { Manifest: string | { 'Fn::Join': [string, (string | object)[]] } }).Manifest;
    const text =
      typeof manifest === 'string'
        ? manifest
        : manifest['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : 'X')).join('');
    return JSON.parse(text) as KubernetesObject[];
  });
}

test('each object is a resource of its own, and they are the objects of the stage', () => {
  const images = Object.fromEntries(services.map(({ name }) => [name, `X.dkr.ecr.eu-central-1.X/dev/${name}:X`]));
  const wanted = stageObjects({ stage: dev, images });
  const byName = (a: KubernetesObject, b: KubernetesObject): number =>
    `${a.kind} ${a.metadata.name}`.localeCompare(`${b.kind} ${b.metadata.name}`);
  const found = objectsInTemplate().map(withoutCdkLabels);
  expect(found.sort(byName)).toEqual(wanted.sort(byName));
});

/** CDK adds a label of its own to what it may have to prune. */
function withoutCdkLabels(object: KubernetesObject): KubernetesObject {
  const labels = Object.entries(object.metadata.labels ?? {}).filter(([name]) => !name.startsWith('aws.cdk.eks/'));
  return { ...object, metadata: { ...object.metadata, labels: Object.fromEntries(labels) } };
}
