import { expect, test } from '@jest/globals';
import { loadBalancersIn } from './load-balancers.ts';
import { ingress, publicService, workloadsTemplate } from './template.fixture.ts';

const inner = { kind: 'Service', metadata: { name: 'user-api' }, spec: { type: 'ClusterIP' } };

test.each<[string, object[], { network: number; application: number }]>([
  ['no object', [], { network: 0, application: 0 }],
  ['a Service within the cluster', [inner], { network: 0, application: 0 }],
  ['two public Services', [publicService, publicService, inner], { network: 2, application: 0 }],
  ['Ingresses of a group', [ingress('a', 'dev'), ingress('b', 'dev'), inner], { network: 0, application: 1 }],
  ['Ingresses of two groups', [ingress('a', 'dev'), ingress('b', 'other')], { network: 0, application: 2 }],
  ['Ingresses without group', [ingress('a'), ingress('b')], { network: 0, application: 2 }],
])('%s', (_, objects, expected) => {
  expect(loadBalancersIn(workloadsTemplate(...objects))).toEqual(expected);
});

test('a manifest is read around what only a deploy knows', () => {
  const [before, after] = JSON.stringify([{ ...publicService, account: '|' }]).split('|');
  const Manifest = { 'Fn::Join': ['', [before, { Ref: 'AWS::AccountId' }, after]] };
  const Resources = { One: { Type: 'Custom::AWSCDK-EKS-KubernetesResource', Properties: { Manifest } } };
  expect(loadBalancersIn({ Resources })).toEqual({ network: 1, application: 0 });
});
