import { kubernetesResourceType } from '@eks-practice/infra/template-objects';
import { expect, test } from '@jest/globals';
import type { TemplateResource } from '../stack/stack-state.ts';
import { resourceChanges } from './resource-changes.ts';

function changes(before: Record<string, TemplateResource>, after: Record<string, TemplateResource>): object[] {
  return resourceChanges({ Resources: before }, { Resources: after });
}

function resource(Type: string, Properties: Record<string, unknown>, rest: object = {}): TemplateResource {
  return { Type, Properties, ...rest };
}

const vpc = (cidr: string) => resource('AWS::EC2::VPC', { CidrBlock: cidr });
const subnet = resource('AWS::EC2::Subnet', { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.0.0.0/24' });
const nodes = (max: number) => resource('AWS::EKS::Nodegroup', { ScalingConfig: { MinSize: 2, MaxSize: max } });
const object = (properties: object) => resource(kubernetesResourceType, { Manifest: '[]', ...properties });

test('a resource comes and another goes', () => {
  expect(changes({ Old: nodes(2) }, { Vpc: vpc('10.0.0.0/16') })).toEqual([
    { action: 'remove', type: 'AWS::EKS::Nodegroup', logicalId: 'Old', properties: [] },
    { action: 'create', type: 'AWS::EC2::VPC', logicalId: 'Vpc', properties: [] },
  ]);
});

test('a change is told by its field', () => {
  expect(changes({ Nodes: nodes(4) }, { Nodes: nodes(9) })).toEqual([
    {
      ...{ action: 'update', type: 'AWS::EKS::Nodegroup', logicalId: 'Nodes' },
      properties: [{ path: 'ScalingConfig.MaxSize', from: 4, to: 9 }],
    },
  ]);
});

test('a replacement is marked with its reason, and takes along what refers to it', () => {
  const found = changes(
    { Vpc: vpc('10.0.0.0/16'), Subnet: subnet, Nodes: nodes(4) },
    { Vpc: vpc('10.1.0.0/16'), Subnet: subnet, Nodes: nodes(4) },
  );
  expect(found).toMatchObject([
    { action: 'replace', logicalId: 'Vpc', properties: [{ path: 'CidrBlock', replaces: true }] },
    { action: 'replace', logicalId: 'Subnet', properties: [{ to: '${Vpc (replaced)}', replaces: true }] },
  ]);
});

test('a change that may replace is told from one that does', () => {
  const key = (rotation: boolean) => resource('AWS::KMS::Key', { EnableKeyRotation: rotation });
  const volume = (type: string) => resource('AWS::RDS::DBInstance', { StorageType: type });
  expect(changes({ Key: key(true) }, { Key: key(false) })).toMatchObject([{ action: 'update' }]);
  expect(changes({ Db: volume('gp2') }, { Db: volume('gp3') })).toMatchObject([
    { action: 'may-replace', properties: [{ replaces: true }] },
  ]);
});

test.each([
  ['metadata', { Metadata: { 'aws:cdk:path': 'x' } }],
  ['the order of creation', { DependsOn: ['Vpc'] }],
])('%s changes nothing', (_, rest) => {
  expect(changes({ Nodes: nodes(4) }, { Nodes: { ...nodes(4), ...rest } })).toEqual([]);
});

test('whether a resource outlives its stack is a change', () => {
  expect(
    changes({ Nodes: nodes(4) }, { Nodes: { ...nodes(4), DeletionPolicy: 'Retain' } as TemplateResource }),
  ).toEqual([expect.objectContaining({ action: 'update', properties: [{ path: 'DeletionPolicy', to: 'Retain' }] })]);
});

test('what a Kubernetes object says is not told here; how it is applied is', () => {
  expect(changes({}, { Object: object({}) })).toEqual([]);
  expect(changes({ Object: object({}) }, { Object: object({ Manifest: '[{}]', PruneLabel: 'x' }) })).toEqual([]);
  expect(changes({ Object: object({}) }, { Object: object({ ServiceTimeout: 900 }) })).toMatchObject([
    { action: 'update', logicalId: 'Object', properties: [{ path: 'ServiceTimeout', to: 900 }] },
  ]);
});

test("what a chart's JSON says is told by its fields", () => {
  const chart = (replicas: number) =>
    resource('Custom::AWSCDK-EKS-HelmChart', {
      Values: { 'Fn::Join': ['', ['{"vpcId":"', { Ref: 'Vpc' }, `","replicaCount":${replicas}}`]] },
    });
  expect(changes({ Chart: chart(1) }, { Chart: chart(2) })).toMatchObject([
    { properties: [{ path: 'Values.replicaCount', from: 1, to: 2 }] },
  ]);
});
