import { fileURLToPath } from 'node:url';
import { clusterNamed } from '@eks-practice/stages/stage-named';
import { app } from '@eks-practice/stages/stages';
import { expect, test } from '@jest/globals';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { DeliveryStack, roleOutput } from './delivery-stack.ts';
import { deliveryEnvironments } from './delivery/environments.ts';
import { synthesizeDelivery } from './delivery/synthesize-delivery.ts';

interface Statement {
  readonly Sid?: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const outdir = fileURLToPath(new URL(`../dist/cdk.out/${process.env.JEST_WORKER_ID ?? '0'}`, import.meta.url));

function templateOf(name: string): Template {
  const cluster = clusterNamed(name);
  if (cluster.kind !== 'eks') throw new Error(`the tests need ${name} to be on EKS`);
  return Template.fromJSON(synthesizeDelivery(cluster, app).getStackByName(`${name}-delivery`).template as object);
}

const templates = { dev: templateOf('dev'), production: templateOf('production') };

/** A value of a template as text, each reference as `<its name>`. */
function text(value: unknown): string {
  if (typeof value === 'string') return value;
  const { Ref, 'Fn::Join': join } = value as { Ref?: string; 'Fn::Join'?: [string, unknown[]] };
  if (join) return join[1].map(text).join(join[0]);
  return `<${Ref ?? JSON.stringify(value)}>`;
}

const texts = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).map(text);

const issuer = 'token.actions.githubusercontent.com';

/** By environment: the refs that its role trusts. */
function trusted(template: Template): Record<string, unknown> {
  const roles = Object.values(template.findResources('AWS::IAM::Role')) as {
    Properties: { AssumeRolePolicyDocument: { Statement: Statement[] } };
  }[];
  return Object.fromEntries(
    roles.map(({ Properties }) => {
      const [statement, ...more] = Properties.AssumeRolePolicyDocument.Statement;
      const { StringEquals = {}, StringLike = {} } = statement?.Condition ?? {};
      expect(more).toEqual([]);
      expect(StringEquals[`${issuer}:aud`]).toBe('sts.amazonaws.com');
      return [text(StringEquals[`${issuer}:sub`]), StringLike[`${issuer}:ref`]];
    }),
  );
}

test('a stage is deployed from its environment on main alone; a preview from a pull request', () => {
  expect(trusted(templates.dev)).toEqual({
    'repo:<GitHubRepository>:environment:dev': ['refs/heads/main'],
    'repo:<GitHubRepository>:environment:preview': ['refs/pull/*/merge', 'refs/heads/main'],
  });
  expect(trusted(templates.production)).toEqual({
    'repo:<GitHubRepository>:environment:production': ['refs/heads/main'],
  });
});

/** What a role may, by the statement's name. */
function permissions(template: Template, environment: string): Record<string, Statement> {
  const output = template.toJSON().Outputs[roleOutput(environment)] as { Value: { 'Fn::GetAtt': [string, string] } };
  const [role] = output.Value['Fn::GetAtt'];
  const policies = Object.values(template.findResources('AWS::IAM::Policy')) as {
    Properties: { Roles: { Ref: string }[]; PolicyDocument: { Statement: Statement[] } };
  }[];
  const own = policies.filter(({ Properties }) => Properties.Roles.some(({ Ref }) => Ref === role));
  const statements = own.flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
  return Object.fromEntries(statements.map((statement) => [statement.Sid ?? '', statement]));
}

test.each([
  { template: templates.dev, environment: 'dev', stages: ['dev', 'pr-*'] },
  { template: templates.dev, environment: 'preview', stages: ['pr-*'] },
  { template: templates.production, environment: 'production', stages: ['production'] },
])('the role of $environment removes and reads $stages alone', ({ template, environment, stages }) => {
  const { RemoveStages, ReadParameters } = permissions(template, environment);
  expect(texts(RemoveStages?.Resource)).toEqual(stages.map((stage) => stackArn(`${stage}-workloads`)));
  expect(texts(ReadParameters?.Resource).filter((arn) => arn.includes('/stages/'))).toEqual(
    stages.map((stage) => expect.stringMatching(`/stages/${RegExp.escape(stage)}/\\*$`)),
  );
});

function stackArn(name: string): string {
  return `arn:<AWS::Partition>:cloudformation:eu-central-1:<AWS::AccountId>:stack/${name}/*`;
}

test("a role's policy keeps to IAM's limit of 10,240 characters", () => {
  const statements = Object.values(permissions(templates.dev, 'dev'));
  expect(JSON.stringify(statements).length).toBeLessThan(10_240);
});

test('of what it does not know beforehand, a role only reads', () => {
  const anything = Object.values(permissions(templates.dev, 'dev')).filter(({ Resource }) => Resource === '*');
  for (const action of anything.flatMap(({ Action }) => Action)) {
    expect(action).toMatch(/^(?!iam:)[a-z0-9]+:(Describe|Get)[A-Za-z]+$/);
  }
  expect(anything).toHaveLength(1);
});

test('a load balancer is removed only if the controller has made it for this cluster', () => {
  const { RemoveLoadBalancers, RemoveRules } = permissions(templates.dev, 'dev');
  expect(RemoveLoadBalancers?.Condition).toEqual({
    StringEquals: { 'aws:ResourceTag/elbv2.k8s.aws/cluster': 'dev' },
  });
  expect(RemoveRules?.Condition).toEqual({ StringEquals: { 'aws:ResourceTag/kubernetes.io/cluster/dev': 'owned' } });
});

test("GitHub's identity provider is made only where the account has none, and stays when the stack goes", () => {
  templates.dev.hasResource('AWS::IAM::OIDCProvider', {
    Condition: 'ProviderIsNew',
    DeletionPolicy: 'Retain',
    Properties: { Url: `https://${issuer}`, ClientIdList: ['sts.amazonaws.com'] },
  });
  templates.dev.hasParameter('GitHubIdentityProvider', { Default: 'new', AllowedValues: ['new', 'existing'] });
});

test.each(['dev', 'production'])('the rules of AwsSolutions find nothing in the delivery to %s', (cluster) => {
  const stack = new DeliveryStack(new App({ outdir }), 'Delivery', {
    cluster,
    environments: deliveryEnvironments(cluster, app),
  });
  expect(new AwsSolutionsChecks().validateScope(stack).violations).toEqual([]);
  // They do look: what they object to is found.
  new Bucket(stack, 'Control');
  expect(new AwsSolutionsChecks().validateScope(stack).violations).not.toEqual([]);
});
