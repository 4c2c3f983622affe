import type { KubernetesObject } from '@eks-practice/workloads/stage-objects';

/** How a drill wants an object of the stage to be instead; undefined where it is not to be there. */
export type StageEdit = (object: KubernetesObject) => KubernetesObject | undefined;

/** What of a container a drill may want otherwise, as Kubernetes has it. */
export interface ContainerFields {
  readonly name: string;
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly [field: string]: unknown;
}

/** The stage as a deploy would have it. */
export const asDeployed: StageEdit = (object) => object;

/**
 * Pods that go at once: without the pause before SIGTERM in which the endpoint's removal reaches every proxy, and without
 * the farewell after it, in which a pod still takes connections and asks callers to leave. Either alone hides that the
 * other is missing, as long as the proxies are quick.
 */
export const withoutDrain: StageEdit = eachContainer((container) =>
  withEnv(without(container, ['lifecycle']), 'DRAIN_SECONDS', '0'),
);

/** In milliseconds: long against a proxy's round (1 s), short against the startup probe's patience (30 s). */
const slowStartMs = 5_000;

/** Pods that need some seconds before they listen. Node runs what NODE_OPTIONS names before the service's own code. */
export const withSlowStart: StageEdit = eachContainer((container) =>
  withEnv(
    container,
    'NODE_OPTIONS',
    `--import=data:text/javascript,await%20new%20Promise(r=>setTimeout(r,${slowStartMs}))`,
  ),
);

/** Pods that count as ready as soon as their process runs. */
export const withoutReadiness: StageEdit = eachContainer((container) =>
  without(container, ['startupProbe', 'readinessProbe', 'livenessProbe']),
);

/** A stage whose nodes may be drained of every pod at once. */
export const withoutBudgets: StageEdit = (object) => (object.kind === 'PodDisruptionBudget' ? undefined : object);

/** Autoscalers that leave no choice. */
export function heldAt(replicas: number): StageEdit {
  return (object) =>
    object.kind === 'HorizontalPodAutoscaler'
      ? { ...object, spec: { ...object.spec, minReplicas: replicas, maxReplicas: replicas } }
      : object;
}

/** One edit after another. */
export function both(first: StageEdit, second: StageEdit): StageEdit {
  return (object) => {
    const edited = first(object);
    return edited && second(edited);
  };
}

/**
 * The same edit for the containers of every Deployment, or of one.
 * @param service default: of every service
 */
export function eachContainer(edit: (container: ContainerFields) => ContainerFields, service?: string): StageEdit {
  return (object) => {
    if (object.kind !== 'Deployment' || (service !== undefined && object.metadata.name !== service)) return object;
    const spec = object.spec as unknown as DeploymentSpec;
    const containers = spec.template.spec.containers.map(edit);
    return {
      ...object,
      spec: { ...spec, template: { ...spec.template, spec: { ...spec.template.spec, containers } } },
    };
  };
}

/** The container with another value of an environment variable, which it need not have had. */
export function withEnv(container: ContainerFields, name: string, value: string): ContainerFields {
  const others = (container.env ?? []).filter((variable) => variable.name !== name);
  return { ...container, env: [...others, { name, value }] };
}

function without({ name, ...fields }: ContainerFields, gone: readonly string[]): ContainerFields {
  return { name, ...Object.fromEntries(Object.entries(fields).filter(([field]) => !gone.includes(field))) };
}

interface DeploymentSpec {
  readonly template: { readonly spec: { readonly containers: readonly ContainerFields[] } };
}
