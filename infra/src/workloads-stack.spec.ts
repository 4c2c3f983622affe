import { fileURLToPath } from 'node:url';
import { publicServices, services } from '@eks-practice/catalogue/services';
import { type EksStage, isOnEks } from '@eks-practice/stages/stage';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { type KubernetesObject, stageObjects } from '@eks-practice/workloads/stage-objects';
import { describe, expect, test } from '@jest/globals';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { imageTagParameter, tagKeys } from './names.ts';
import { kubernetesResourceType, objectsInTemplate } from './template-objects.ts';
import { WorkloadsStack } from './workloads-stack.ts';

const outdir = fileURLToPath(new URL(`../dist/cdk.out/${process.env.JEST_WORKER_ID ?? '0'}`, import.meta.url));
const dev = onEks('dev');
const alb = { domain: 'dev.example.org', certificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/a' };
const withAlb: EksStage = { ...dev, ingress: 'alb', alb };
const tag = '0123456789abcdef';
const parameters = Object.fromEntries(services.map(({ name }) => [imageTagParameter(name), tag]));
const pseudo = { account: '111122223333', region: 'eu-central-1' };

function onEks(name: string): EksStage {
  const stage = stageNamed(name);
  if (!isOnEks(stage)) throw new Error(`the tests need a stage ${name} on EKS`);
  return stage;
}

function stackOf(stage: EksStage): WorkloadsStack {
  return new WorkloadsStack(new App({ outdir }), `${stage.name}-workloads`, {
    stage,
    env: { region: stage.cluster.region },
  });
}

function templateOf(stage: EksStage): Template {
  return Template.fromStack(stackOf(stage));
}

describe.each([
  ['dev', dev],
  ['production', onEks('production')],
  ['a stage with an alb', withAlb],
  ['a pull request', onEks('pr-7')],
])('the objects of %s', (_, stage) => {
  const template = templateOf(stage);
  const objects = objectsInTemplate(template.toJSON(), parameters, pseudo);

  test('are those of the stage, in its order, each a resource of its own', () => {
    const registry = `111122223333.dkr.ecr.eu-central-1.amazonaws.com/${stage.cluster.name}`;
    const images = Object.fromEntries(services.map(({ name }) => [name, `${registry}/${name}:${tag}`]));
    expect(objects.map(({ object }) => object)).toEqual(stageObjects({ stage, images }));
    expect(new Set(objects.map(({ logicalId }) => logicalId)).size).toBe(objects.length);
  });

  test('come after the namespace, and a service with all that concerns its pods before them', () => {
    const named = new Map(objects.map(({ logicalId, object }) => [logicalId, object]));
    const [namespace, ...inside] = objects;
    expect(namespace).toMatchObject({ object: { kind: 'Namespace' }, dependsOn: [] });
    for (const { object, dependsOn } of inside) {
      const before = dependsOn.map((id) => named.get(id) as KubernetesObject);
      expect(before).toContain(namespace?.object);
      if (object.kind !== 'Deployment') continue;
      const own = objects.map((each) => each.object).filter((each) => isOfSamePods(each, object));
      expect(before).toEqual(expect.arrayContaining(own));
      expect(own.map(({ kind }) => kind)).toEqual(
        expect.arrayContaining(['NetworkPolicy', 'ServiceAccount', 'Service']),
      );
    }
  });

  test('are waited for longer than the handler runs, and are taken over where an earlier attempt left them', () => {
    template.allResourcesProperties(kubernetesResourceType, { Overwrite: true, ServiceTimeout: 960 });
    // The longest: the namespace's deletion, which waits for the last pod's grace period.
    const grace = objects.map(({ object }) => gracePeriodOf(object)).reduce((a, b) => Math.max(a, b));
    expect(grace).toBeGreaterThan(0);
    expect(grace).toBeLessThan(900);
  });
});

/** Whether an object has to be there before the Deployment's pods: its own service's, or every pod's. */
function isOfSamePods(object: KubernetesObject, deployment: KubernetesObject): boolean {
  const [owner, name] = [object, deployment].map(({ metadata }) => metadata.labels?.['app.kubernetes.io/name']);
  const kinds = ['NetworkPolicy', 'ServiceAccount', 'Service', 'Ingress'];
  return kinds.includes(object.kind) && (owner === undefined || owner === name);
}

function gracePeriodOf({ spec }: KubernetesObject): number {
  const { template } = (spec ?? {}) as { template?: { spec: { terminationGracePeriodSeconds: number } } };
  return template?.spec.terminationGracePeriodSeconds ?? 0;
}

test('an object of another name is another resource, and its siblings stay the ones they were', () => {
  const before = Object.keys(templateOf(dev).findResources(kubernetesResourceType));
  const after = Object.keys(templateOf(withAlb).findResources(kubernetesResourceType));
  const added = after.filter((id) => !before.includes(id));
  expect(added).toEqual(publicServices.map(() => expect.stringMatching(/^Ingress/)));
  expect(before.filter((id) => !after.includes(id))).toEqual([]);
});

test.each(services)(
  'the image tag of $name is a content hash: no latest, and no way to say another image',
  ({ name }) => {
    const { AllowedPattern } = templateOf(dev).toJSON().Parameters[imageTagParameter(name)] as {
      AllowedPattern: string;
    };
    const accepts = (text: string): boolean => new RegExp(`^(?:${AllowedPattern})$`).test(text);
    expect([tag, 'latest', `${tag}@sha256:0`, ''].filter(accepts)).toEqual([tag]);
  },
);

test('the tags that run are kept as JSON by service, once every object is applied', () => {
  const template = templateOf(dev);
  const [parameter] = Object.values(template.findResources('AWS::SSM::Parameter'));
  expect(parameter?.Properties).toMatchObject({ Name: '/eks-practice/stages/dev/images', Type: 'String' });
  const { Value } = parameter?.Properties as { Value: { 'Fn::Join': [string, (string | { Ref: string })[]] } };
  const text = Value['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : part.Ref)).join('');
  const references = services.map(({ name }) => [name, imageTagParameter(name)]);
  expect(JSON.parse(text)).toEqual(Object.fromEntries(references));
  const everyObject = Object.keys(template.findResources(kubernetesResourceType));
  expect(new Set(parameter?.DependsOn as string[])).toEqual(new Set(everyObject));
});

test('what the controller makes carries the tags that the stacks have', () => {
  const [service] = objectsInTemplate(templateOf(dev).toJSON(), parameters, pseudo)
    .map(({ object }) => object)
    .filter(({ spec }) => spec?.type === 'LoadBalancer');
  const tags = service?.metadata.annotations?.['service.beta.kubernetes.io/aws-load-balancer-additional-resource-tags'];
  expect(tags?.split(',').sort()).toEqual(
    [`${tagKeys.app}=eks-practice`, `${tagKeys.cluster}=dev`, `${tagKeys.stage}=dev`].sort(),
  );
});

test.each([
  ['dev', dev],
  ['production', onEks('production')],
  ['a stage with an alb', withAlb],
])('the rules of AwsSolutions find nothing in %s', (_, stage) => {
  const stack = stackOf(stage);
  expect(new AwsSolutionsChecks().validateScope(stack).violations).toEqual([]);
  // They do look: what they object to is found.
  new Bucket(stack, 'Control');
  expect(new AwsSolutionsChecks().validateScope(stack).violations).not.toEqual([]);
});

test('the template is as it was looked at last', () => {
  expect(normalised(templateOf(dev).toJSON())).toMatchSnapshot();
});

/** Manifests as objects and without their hashes, so that a change can be read; without what CDK adds to every stack. */
function normalised(template: Record<string, unknown>): unknown {
  const { Parameters, Resources } = template as { Parameters: object; Resources: Record<string, Resource> };
  const objects = objectsInTemplate(template, parameters, pseudo);
  const resources = Object.entries(Resources).map(([id, { Properties, ...resource }]) => {
    const object = objects.find(({ logicalId }) => logicalId === id)?.object;
    const manifest = object ? { PruneLabel: 'a hash', Manifest: object } : {};
    return [id, { ...resource, Properties: { ...Properties, ...manifest } }];
  });
  return { Parameters, Resources: Object.fromEntries(resources) };
}

interface Resource {
  readonly Properties: Readonly<Record<string, unknown>>;
}
