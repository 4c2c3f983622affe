import { type PseudoParameters, objectsInTemplate } from '@eks-practice/infra/template-objects';
import type { Template } from '../stack/stack-state.ts';
import type { DescribedStack } from './described-stack.ts';
import { fieldChanges } from './field-changes.ts';
import { type ObjectChange, objectChanges } from './object-changes.ts';
import { type ResourceChange, resourceChanges, valueChanges } from './resource-changes.ts';
import { withParameters } from './with-parameters.ts';

/** What a deploy of a stack would change; nothing, where both lists are empty. */
export interface StackDiff {
  readonly aws: readonly ResourceChange[];
  readonly kubernetes: readonly ObjectChange[];
}

/**
 * Compares two states of a stack, its AWS resources and the Kubernetes objects that it applies.
 * @param deployed nothing where the stack is not there yet: everything is created then
 */
export function stackDiff(
  deployed: DescribedStack | undefined,
  next: DescribedStack,
  pseudo: PseudoParameters,
): StackDiff {
  const before = deployed ?? { template: { Resources: {} }, parameters: {}, tags: {} };
  const old = withParameters(before.template, before.parameters);
  const wanted = withParameters(next.template, next.parameters);
  const ofStack = deployed ? stackChanges(old, wanted, before.tags, next.tags) : [];
  const objects = ({ template, parameters }: DescribedStack) =>
    objectsInTemplate(template, parameters, pseudo).map(({ object }) => object);
  return {
    aws: [...ofStack, ...resourceChanges(old, wanted)],
    kubernetes: objectChanges(objects(before), objects(next)),
  };
}

/** The stack's outputs and tags, which no resource of its own has, as a change of the stack. */
function stackChanges(
  old: Template,
  wanted: Template,
  oldTags: DescribedStack['tags'],
  tags: DescribedStack['tags'],
): ResourceChange[] {
  const properties = [
    ...valueChanges('Outputs', old.Outputs ?? {}, wanted.Outputs ?? {}),
    ...fieldChanges({ Tags: oldTags }, { Tags: tags }),
  ];
  return properties.length === 0
    ? []
    : [{ action: 'update', type: 'AWS::CloudFormation::Stack', logicalId: 'the stack itself', properties }];
}
