import { readTemplate } from '@eks-practice/aws/stack/stack-state';
import { objectsInTemplate } from '@eks-practice/infra/template-objects';
import type { RemovalPlan } from './remove-plan.ts';

/** Whether there is anything that a removal would remove. */
export function isDeployed({ stack, parts }: Pick<RemovalPlan, 'stack' | 'parts'>): boolean {
  return stack !== undefined || Object.values(parts).some((of: readonly unknown[]) => of.length > 0);
}

/** A stage's Kubernetes objects as its stack has them: their names by their kinds. */
export async function deployedObjects({ session, stack }: RemovalPlan): Promise<Record<string, string[]>> {
  const template = stack && (await readTemplate(session, stack.name));
  if (!template) return {};
  const byKind: Record<string, string[]> = {};
  for (const { object } of objectsInTemplate(template, stack.parameters, session)) {
    (byKind[object.kind] ??= []).push(object.metadata.name);
  }
  return byKind;
}

export interface Preview {
  /** Names by kind, e.g. `Deployment`. */
  readonly objects?: Readonly<Record<string, readonly string[]>>;
  /** What else is lost, a line each. */
  readonly lost?: readonly string[];
  /** What a reader may fear for, a line each. */
  readonly stays: readonly string[];
}

/** What will go, and what stays. */
export function previewText(
  { stack, resources, parts }: Pick<RemovalPlan, 'stack' | 'resources' | 'parts'>,
  { objects = {}, lost = [], stays }: Preview,
): string {
  const last = stack?.updatedAt ?? stack?.createdAt;
  const counts = Object.entries(Object.groupBy(resources, ({ type }) => type))
    .map(([type, of = []]) => `${of.length} ${type}`)
    .sort((a, b) => Number.parseInt(b) - Number.parseInt(a));
  return [
    'This goes:',
    ...(stack ? [`  Stack ${stack.name} (${stack.status}, of ${last?.toISOString().slice(0, 16)}Z)`] : []),
    ...counts.map((count) => `    ${count}`),
    ...Object.entries(objects).map(([kind, names]) => `  ${kind} ${names.join(', ')}`),
    ...parts.loadBalancers.map(({ name, madeFor, address }) => `  Load balancer ${name} of ${madeFor}: ${address}`),
    ...lost.map((line) => `  ${line}`),
    'This stays:',
    ...stays.map((line) => `  ${line}`),
  ].join('\n');
}
