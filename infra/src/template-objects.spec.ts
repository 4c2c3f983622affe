import { expect, test } from '@jest/globals';
import { kubernetesResourceType, objectsInTemplate } from './template-objects.ts';

const pseudo = { account: '111122223333', region: 'eu-central-1' };
const account = { name: 'api', labels: { app: 'api', 'aws.cdk.eks/prune-c8': '' } };
const object = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: account };

/** The value of an object's annotation that the template writes so. */
function resolved(value: unknown, parameters: Record<string, string> = {}): unknown {
  const Manifest = { 'Fn::Join': ['', ['[{"metadata":{"name":"a"},"value":"', value, '"}]']] };
  const Parameters = { Tag: { Default: 'none' }, Untold: {} };
  const Resources = { Object: { Type: kubernetesResourceType, Properties: { Manifest } } };
  const [found] = objectsInTemplate({ Parameters, Resources }, parameters, pseudo);
  return (found?.object as unknown as { value: unknown }).value;
}

test.each<[string, unknown, string]>([
  ['text', 'as it is', 'as it is'],
  ['a number', 7, '7'],
  ['a pseudo parameter', { Ref: 'AWS::AccountId' }, '111122223333'],
  ['the suffix of the registry', { Ref: 'AWS::URLSuffix' }, 'amazonaws.com'],
  ['a parameter that is given', { Ref: 'Given' }, 'yes'],
  ['a parameter left at its default', { Ref: 'Tag' }, 'none'],
  ['a parameter that nobody gave', { Ref: 'Untold' }, '${Untold}'],
  ['a joined text', { 'Fn::Join': ['-', ['a', { Ref: 'Given' }]] }, 'a-yes'],
  ['a template text', { 'Fn::Sub': '${AWS::Region}/${Given}/${!Given}' }, 'eu-central-1/yes/${Given}'],
  ['one with values of its own', { 'Fn::Sub': ['${Own}/${Given}', { Own: { Ref: 'Tag' } }] }, 'none/yes'],
  ["another resource's attribute", { 'Fn::GetAtt': ['Cluster', 'Arn'] }, '${Cluster.Arn}'],
  ['what is not known here', { 'Fn::ImportValue': 'other' }, '${Fn::ImportValue}'],
])('%s is resolved as CloudFormation would', (_, value, expected) => {
  expect(resolved(value, { Given: 'yes' })).toBe(expected);
});

test('a value that is given goes before the default', () => {
  expect(resolved({ Ref: 'Tag' }, { Tag: 'given' })).toBe('given');
});

test('each object of a manifest is found, without the label that CDK prunes by, and with what it waits for', () => {
  const Properties = { Manifest: JSON.stringify([object, { ...object, kind: 'Second' }]), Overwrite: true };
  const Resources = {
    Network: { Type: 'AWS::EC2::VPC' },
    Account: { Type: kubernetesResourceType, Properties, DependsOn: ['Namespace'] },
    Lone: { Type: kubernetesResourceType, Properties: { Manifest: '[]' }, DependsOn: 'Namespace' },
  };
  const found = objectsInTemplate({ Resources }, {}, pseudo);
  const metadata = { name: 'api', labels: { app: 'api' } };
  expect(found.map(({ logicalId, object: each, dependsOn }) => ({ logicalId, object: each, dependsOn }))).toEqual([
    { logicalId: 'Account', object: { ...object, metadata }, dependsOn: ['Namespace'] },
    { logicalId: 'Account', object: { ...object, kind: 'Second', metadata }, dependsOn: ['Namespace'] },
  ]);
  // CloudFormation hands every scalar to a handler as text.
  expect(found[0]?.properties).toMatchObject({ Overwrite: 'true' });
});

test('a template without resources has no objects', () => {
  expect(objectsInTemplate({}, {}, pseudo)).toEqual([]);
});
