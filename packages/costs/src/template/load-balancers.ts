import { type Template, at, resourcesOf } from './template.ts';

/** The load balancers that the controller makes for a stage's objects. */
export interface LoadBalancers {
  /** One for each Service of type LoadBalancer. */
  readonly network: number;
  /** One for each group of Ingresses, and for each Ingress without one. */
  readonly application: number;
}

export function loadBalancersIn(template: Template | undefined): LoadBalancers {
  const objects = resourcesOf(template, 'Custom::AWSCDK-EKS-KubernetesResource').flatMap(({ Manifest }) =>
    objectsIn(Manifest),
  );
  const services = objects.filter(
    (object) => at(object, 'kind') === 'Service' && at(object, 'spec', 'type') === 'LoadBalancer',
  );
  const ingresses = objects.filter((object) => at(object, 'kind') === 'Ingress');
  const groups = ingresses.map(
    (ingress) =>
      at(ingress, 'metadata', 'annotations', 'alb.ingress.kubernetes.io/group.name') ?? at(ingress, 'metadata', 'name'),
  );
  return { network: services.length, application: new Set(groups).size };
}

/** A manifest is JSON text, in which what is only known at deploy time, e.g. the account, is joined in. */
function objectsIn(manifest: unknown): unknown[] {
  const joined = at(manifest, 'Fn::Join', 1);
  const text = Array.isArray(joined)
    ? joined.map((piece: unknown) => (typeof piece === 'string' ? piece : 'later')).join('')
    : manifest;
  if (typeof text !== 'string') return [];
  const parsed: unknown = JSON.parse(text);
  return Array.isArray(parsed) ? parsed : [parsed];
}
