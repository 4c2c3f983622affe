/** A CloudFormation template, as far as costs follow from it. */
export interface Template {
  readonly Resources?: Readonly<Record<string, TemplateResource>>;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Properties;
}

export type Properties = Readonly<Record<string, unknown>>;

/** The properties of every resource of a type. */
export function resourcesOf(template: Template | undefined, type: string): Properties[] {
  return Object.values(template?.Resources ?? {})
    .filter((resource) => resource.Type === type)
    .map(({ Properties }) => Properties ?? {});
}

/** How many resources of a type there are. */
export function countOf(template: Template | undefined, type: string): number {
  return resourcesOf(template, type).length;
}

/** The value at a path, or undefined where there is none. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<string | number, unknown>)[key] : undefined,
    value,
  );
}

/** CloudFormation takes numbers as text too. */
export function numberAt(value: unknown, ...path: readonly (string | number)[]): number | undefined {
  const found = Number(at(value, ...path) ?? NaN);
  return Number.isFinite(found) ? found : undefined;
}
