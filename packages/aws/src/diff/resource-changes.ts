import { type ResourceDifference, diffTemplate } from '@aws-cdk/cloudformation-diff';
import { kubernetesResourceType } from '@eks-practice/infra/template-objects';
import type { Template } from '../stack/stack-state.ts';
import { type FieldChange, fieldChanges } from './field-changes.ts';
import { readable } from './readable-value.ts';

/** What CloudFormation would do with one resource. */
export interface ResourceChange {
  /** `may-replace`: whether it is replaced depends on what only CloudFormation knows. */
  readonly action: 'create' | 'update' | 'replace' | 'may-replace' | 'remove';
  /** e.g. `AWS::EC2::VPC`. */
  readonly type: string;
  readonly logicalId: string;
  /** What changes in it; where it is created or removed none. */
  readonly properties: readonly PropertyChange[];
}

export interface PropertyChange extends FieldChange {
  /** Whether this change is why the resource is replaced, or may be. */
  readonly replaces?: boolean;
}

/**
 * What it takes to make a stack of one template that of another, by CloudFormation's own table of which change replaces what.
 * Left out is what changes nothing in AWS (metadata, the order of creation, what CDK notes about itself) and the Kubernetes
 * objects, which are compared as such.
 * @param before what is deployed, with its parameters' values put in
 */
export function resourceChanges(before: Template, after: Template): ResourceChange[] {
  const changes: ResourceChange[] = [];
  diffTemplate({ ...before }, { ...after }).resources.forEachDifference((logicalId, difference) => {
    const action = actionOf(difference);
    const type = difference.newResourceType ?? difference.oldResourceType ?? '';
    const isObject = type === kubernetesResourceType;
    if (type === 'AWS::CDK::Metadata' || (isObject && (action === 'create' || action === 'remove'))) return;
    const properties = action === 'create' || action === 'remove' ? [] : propertiesOf(difference, isObject);
    if (action === 'create' || action === 'remove' || properties.length > 0)
      changes.push({ action, type, logicalId, properties });
  });
  return changes;
}

function actionOf(difference: ResourceDifference): ResourceChange['action'] {
  if (difference.isAddition) return 'create';
  if (difference.isRemoval) return 'remove';
  return difference.resourceTypeChanged ? 'replace' : (replacement[difference.changeImpact] ?? 'update');
}

const replacement: Readonly<Record<string, 'replace' | 'may-replace'>> = {
  WILL_REPLACE: 'replace',
  MAY_REPLACE: 'may-replace',
};

/** What of a Kubernetes object's resource is the object. */
const ofObject = ['Manifest', 'PruneLabel'];

/** What beside its properties a resource has that changes nothing in AWS. */
const silent = ['Metadata', 'DependsOn'];

function propertiesOf(difference: ResourceDifference, isObject: boolean): PropertyChange[] {
  const properties = Object.entries(difference.propertyUpdates)
    .filter(([name]) => !(isObject && ofObject.includes(name)))
    .flatMap(([name, { oldValue, newValue, changeImpact }]) => {
      const replaces = changeImpact !== undefined && changeImpact in replacement;
      return valueChanges(name, oldValue, newValue).map((change) => ({ ...change, ...(replaces ? { replaces } : {}) }));
    });
  const others = Object.entries(difference.otherChanges)
    .filter(([name]) => !silent.includes(name))
    .flatMap(([name, { oldValue, newValue }]) => valueChanges(name, oldValue, newValue));
  return [...properties, ...others];
}

/** The fields in which a named value differs, each with the name before it. */
export function valueChanges(name: string, from: unknown, to: unknown): FieldChange[] {
  return fieldChanges(
    from === undefined ? {} : { [name]: readable(from) },
    to === undefined ? {} : { [name]: readable(to) },
  );
}
