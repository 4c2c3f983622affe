import type { Service } from '@eks-practice/catalogue/services';

/** What tells our objects from others', as the value of `app.kubernetes.io/managed-by`. */
export const managedBy = 'eks-practice';

/** On every object. */
export const ownLabels = {
  'app.kubernetes.io/part-of': 'eks-practice',
  'app.kubernetes.io/managed-by': managedBy,
} as const;

/** Which pods are a service's. A Deployment's selector cannot change later, so it says no more than that. */
export function selectorOf(service: Pick<Service, 'name'>): Record<string, string> {
  return { 'app.kubernetes.io/name': service.name };
}

/** On a service's objects and its pods. */
export function labelsOf(service: Pick<Service, 'name'>): Record<string, string> {
  return { ...selectorOf(service), ...ownLabels };
}

/** Selects all pods of a namespace, by the label that Kubernetes gives it. */
export function namespaceNamed(name: string) {
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } };
}

/** A service's name inside the cluster. */
export function serviceObjectName(service: Pick<Service, 'name'>): string {
  return `${service.name}-service`;
}
