import type { KubernetesObject } from '@eks-practice/workloads/stage-objects';

/** The CloudFormation type of CDK's `KubernetesManifest`. */
export const kubernetesResourceType = 'Custom::AWSCDK-EKS-KubernetesResource';

/** What of a CloudFormation template is read here. */
export interface ObjectsTemplate {
  readonly Parameters?: Readonly<Record<string, { readonly Default?: unknown }>>;
  readonly Resources?: Readonly<
    Record<
      string,
      {
        readonly Type: string;
        readonly Properties?: Readonly<Record<string, unknown>>;
        readonly DependsOn?: string | readonly string[];
      }
    >
  >;
}

/** What CloudFormation knows without being told. */
export interface PseudoParameters {
  readonly account: string;
  readonly region: string;
  /** @default 'amazonaws.com' */
  readonly urlSuffix?: string;
  /** @default 'aws' */
  readonly partition?: string;
}

/** A Kubernetes object in a template. */
export interface TemplateObject {
  /** Of the resource that applies it. */
  readonly logicalId: string;
  /** As it was given to CDK: without the label that CDK adds to prune by. */
  readonly object: KubernetesObject;
  /** Logical ids of the resources that are made before it, and go after it. */
  readonly dependsOn: readonly string[];
  /** What the resource's handler is called with, resolved: every scalar is a string there. */
  readonly properties: Readonly<Record<string, string>>;
}

/**
 * The Kubernetes objects that a template applies, resolved as CloudFormation would. What only a deploy can know, such as an
 * attribute of another resource, reads `${Name.Attribute}`; so does a parameter that has neither a value nor a default.
 * @param parameters values of the template's parameters; for one that names an SSM parameter, that one's value
 */
export function objectsInTemplate(
  template: ObjectsTemplate,
  parameters: Readonly<Record<string, string>>,
  pseudo: PseudoParameters,
): TemplateObject[] {
  const valueOf = references(template, parameters, pseudo);
  return Object.entries(template.Resources ?? {})
    .filter(([, { Type }]) => Type === kubernetesResourceType)
    .flatMap(([logicalId, { Properties = {}, DependsOn = [] }]) => {
      const properties = Object.fromEntries(
        Object.entries(Properties).map(([key, value]) => [key, resolve(value, valueOf)]),
      );
      const dependsOn = [DependsOn].flat();
      const objects = JSON.parse(properties.Manifest ?? '[]') as KubernetesObject[];
      return objects.map((object) => ({ logicalId, object: withoutPruneLabel(object), dependsOn, properties }));
    });
}

type ValueOf = (name: string) => string;

function references(
  template: ObjectsTemplate,
  parameters: Readonly<Record<string, string>>,
  { account, region, urlSuffix = 'amazonaws.com', partition = 'aws' }: PseudoParameters,
): ValueOf {
  const defaults = Object.entries(template.Parameters ?? {}).flatMap(([name, { Default }]) =>
    Default === undefined ? [] : [[name, String(Default)] as const],
  );
  const values = new Map([
    ...defaults,
    ...Object.entries(parameters),
    ['AWS::AccountId', account],
    ['AWS::Region', region],
    ['AWS::URLSuffix', urlSuffix],
    ['AWS::Partition', partition],
  ]);
  return (name) => values.get(name) ?? `\${${name}}`;
}

/** A value as CloudFormation hands it to a custom resource. */
function resolve(value: unknown, valueOf: ValueOf): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const [name, argument] = Object.entries(value)[0] ?? [];
  switch (name) {
    case 'Ref':
      return valueOf(String(argument));
    case 'Fn::GetAtt':
      return valueOf([argument].flat().join('.'));
    case 'Fn::Join': {
      const [separator, parts] = argument as [string, readonly unknown[]];
      return parts.map((part) => resolve(part, valueOf)).join(separator);
    }
    case 'Fn::Sub':
      return substitute(argument as string | [string, Readonly<Record<string, unknown>>], valueOf);
    default:
      return `\${${name}}`;
  }
}

/** `${Name}` stands for a reference, `${!Name}` for itself. */
function substitute(argument: string | [string, Readonly<Record<string, unknown>>], valueOf: ValueOf): string {
  const [text, own] = typeof argument === 'string' ? [argument, {}] : argument;
  return text.replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    return Object.hasOwn(own, name) ? resolve(own[name], valueOf) : valueOf(name);
  });
}

function withoutPruneLabel(object: KubernetesObject): KubernetesObject {
  const labels = Object.entries(object.metadata.labels ?? {}).filter(
    ([name]) => !name.startsWith('aws.cdk.eks/prune-'),
  );
  return { ...object, metadata: { ...object.metadata, labels: Object.fromEntries(labels) } };
}
