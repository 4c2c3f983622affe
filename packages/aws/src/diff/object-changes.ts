import type { KubernetesObject } from '@eks-practice/workloads/stage-objects';
import { type FieldChange, fieldChanges } from './field-changes.ts';

/** What a deploy would do with one Kubernetes object. */
export interface ObjectChange {
  readonly action: 'create' | 'update' | 'remove';
  readonly kind: string;
  readonly name: string;
  /** What an update changes; of other actions none. */
  readonly fields: readonly FieldChange[];
}

/**
 * What it takes to make one set of objects the other. An object that differs in nothing but what an autoscaler decides does
 * not differ.
 */
export function objectChanges(before: readonly KubernetesObject[], after: readonly KubernetesObject[]): ObjectChange[] {
  const had = new Map(before.map((object) => [identity(object), object]));
  const wanted = new Set(after.map(identity));
  const scaled = new Set([...before, ...after].flatMap(scaleTarget));
  const comparable = (object: KubernetesObject): KubernetesObject =>
    scaled.has(`${object.kind}/${object.metadata.name}`) ? withoutReplicas(object) : object;
  return [
    ...after.flatMap((object) => {
      const old = had.get(identity(object));
      if (!old) return [change('create', object)];
      const fields = fieldChanges({ ...comparable(old) }, { ...comparable(object) });
      return fields.length === 0 ? [] : [change('update', object, fields)];
    }),
    ...before.filter((object) => !wanted.has(identity(object))).map((object) => change('remove', object)),
  ];
}

function change(
  action: ObjectChange['action'],
  { kind, metadata: { name } }: KubernetesObject,
  fields: readonly FieldChange[] = [],
): ObjectChange {
  return { action, kind, name, fields };
}

function identity({ kind, metadata: { namespace = '', name } }: KubernetesObject): string {
  return `${kind}/${namespace}/${name}`;
}

/** Whose number of pods this object decides, if it is an autoscaler. */
function scaleTarget({ kind, spec }: KubernetesObject): string[] {
  if (kind !== 'HorizontalPodAutoscaler') return [];
  const target = spec?.scaleTargetRef as { kind: string; name: string };
  return [`${target.kind}/${target.name}`];
}

function withoutReplicas(object: KubernetesObject): KubernetesObject {
  const spec = Object.entries(object.spec ?? {}).filter(([name]) => name !== 'replicas');
  return { ...object, spec: Object.fromEntries(spec) };
}
