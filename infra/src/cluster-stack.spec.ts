import { expect, jest, test } from '@jest/globals';
import { Validations } from 'aws-cdk-lib';
import type { Template } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { clusterStack, clusterTemplate, oneResource } from './cluster/cluster-under-test.ts';

const dev = clusterTemplate('dev');
const withEverything = {
  ...{ ecrEndpoints: true, secretEncryption: true, budgetEmail: 'owner@example.org' },
  metricsResolutionSeconds: 10,
};

/** All that a resource waits for when it is made, and that waits for it when it goes. */
function waitsFor(template: Template, id: string, seen = new Set<string>()): Set<string> {
  const resources = template.toJSON().Resources as Record<string, { readonly DependsOn?: readonly string[] }>;
  const text = JSON.stringify(resources[id]);
  const references = [...text.matchAll(/"(?:Ref":|Fn::GetAtt":\[)"([^"]+)"/g)].map(([, name]) => name as string);
  for (const next of [...references, ...(resources[id]?.DependsOn ?? [])]) {
    if (!(next in resources) || seen.has(next)) continue;
    seen.add(next);
    waitsFor(template, next, seen);
  }
  return seen;
}

const addOn = 'AWS::EKS::Addon';
const chart = 'Custom::AWSCDK-EKS-HelmChart';
/** A resource by its type, and by a text in it where there are several of that type. */
const things = {
  'a node': ['AWS::EKS::Nodegroup'],
  'the way out': ['AWS::EC2::NatGateway'],
  'the network plug-in': [addOn, 'vpc-cni'],
  'kube-proxy': [addOn, 'kube-proxy'],
  'the pod identity agent': [addOn, 'eks-pod-identity-agent'],
  CoreDNS: [addOn, 'coredns'],
  'metrics-server': [addOn, 'metrics-server'],
  'the access of who installs charts': ['AWS::EKS::AccessEntry', 'KubectlRole'],
  'the load balancer controller': [chart, '"Chart":"aws-load-balancer-controller"'],
  'the policy of the load balancer controller': ['AWS::IAM::Policy', 'elasticloadbalancing:CreateLoadBalancer'],
  'the autoscaler': [chart, '"Chart":"cluster-autoscaler"'],
  'the policy of the autoscaler': ['AWS::IAM::Policy', 'autoscaling:SetDesiredCapacity'],
} satisfies Record<string, [type: string, containing?: string]>;
type Thing = keyof typeof things;

function idOf(thing: Thing): string {
  const [type, containing] = things[thing] as [string, string?];
  return oneResource(dev, type, containing).id;
}

test.each<[Thing, Thing]>([
  ['a node', 'the network plug-in'],
  ['a node', 'kube-proxy'],
  ['a node', 'the way out'],
  ['the network plug-in', 'the pod identity agent'],
  ['CoreDNS', 'a node'],
  ['metrics-server', 'a node'],
  ['the load balancer controller', 'CoreDNS'],
  ['the load balancer controller', 'the policy of the load balancer controller'],
  ['the load balancer controller', 'the access of who installs charts'],
  ['the autoscaler', 'CoreDNS'],
  ['the autoscaler', 'the policy of the autoscaler'],
  ['the autoscaler', 'the access of who installs charts'],
])('%s comes after %s, and goes before it', (later, earlier) => {
  expect([...waitsFor(dev, idOf(later))]).toContain(idOf(earlier));
});

test.each([
  ['dev', {}],
  ['production', {}],
  ['dev', withEverything],
  ['production', withEverything],
])('%s with %j: no finding of the security rules', (name, settings) => {
  const stack = clusterStack(name, settings);
  expect(new AwsSolutionsChecks().validateScope(stack).violations).toEqual([]);
});

test('the security rules do find what is wrong', () => {
  const stack = clusterStack('dev');
  new Bucket(stack, 'Open');
  const { violations } = new AwsSolutionsChecks().validateScope(stack);
  expect(violations.map(({ ruleName }) => ruleName)).toContain('AwsSolutions-S1');
});

test('every finding that is accepted has its reason', () => {
  const reasons = clusterStack('production', withEverything)
    .node.findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.entries(data as Record<string, string>))
    .filter(([rule]) => rule.includes('AwsSolutions-'))
    .map(([, reason]) => reason);
  expect(reasons.length).toBeGreaterThan(5);
  for (const reason of reasons) expect(reason).toMatch(/\w{3,}( \S+){5,}\.$/);
});

test.each([['dev'], ['production']])('%s is well within what CloudFormation takes', (name) => {
  const template = clusterTemplate(name, withEverything).toJSON();
  expect(JSON.stringify(template).length).toBeLessThan(500_000);
  expect(Object.keys(template.Resources as object).length).toBeLessThan(250);
});

test.each([['dev'], ['production']])(
  '%s is as CloudFormation’s own schemas want it',
  (name) => {
    process.env.CDK_VALIDATION = 'true';
    const told = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    try {
      clusterTemplate(name, withEverything);
      expect(told).not.toHaveBeenCalled();
    } finally {
      told.mockRestore();
      process.env.CDK_VALIDATION = 'false';
    }
  },
  120_000,
);

test('the stack of dev', () => {
  const template = JSON.stringify(dev.toJSON()).replace(/[0-9a-f]{64}/g, '<content hash>');
  const { Resources } = JSON.parse(template) as { Resources: unknown };
  expect(Resources).toMatchSnapshot();
});
