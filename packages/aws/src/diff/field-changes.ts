import diff from 'microdiff';

/** One field that differs. A side that does not have it is left out. */
export interface FieldChange {
  /** e.g. `spec.template.spec.containers[api].image`. */
  readonly path: string;
  readonly from?: unknown;
  readonly to?: unknown;
}

type Value = Readonly<Record<string, unknown>> | readonly unknown[];

/**
 * The fields in which two values differ. Lists of things with names are compared by name, so that one more at the front is
 * one change; every other list by position.
 */
export function fieldChanges(before: Value, after: Value): FieldChange[] {
  return diff(byName(before) as Value & object, byName(after) as Value & object).map((difference) => {
    const path = pathText(difference.path);
    switch (difference.type) {
      case 'CREATE':
        return { path, to: asList(difference.value) };
      case 'REMOVE':
        return { path, from: asList(difference.oldValue) };
      case 'CHANGE':
        return { path, from: asList(difference.oldValue), to: asList(difference.value) };
    }
  });
}

/** Before the names of a list's members, which are no keys of an object. */
const member = '\0';

/** What names a member of a list: Kubernetes' way, and that of tags in AWS. */
const nameKeys = ['name', 'Key'];

function byName(value: unknown): unknown {
  if (Array.isArray(value)) {
    const names = namesOf(value);
    const members = value.map(byName);
    return names ? Object.fromEntries(names.map((name, index) => [member + name, members[index]])) : members;
  }
  return mapped(value, byName);
}

function namesOf(list: readonly unknown[]): readonly string[] | undefined {
  for (const key of nameKeys) {
    const names = list.map((value) => (value as Record<string, unknown> | null)?.[key]);
    const texts = names.filter((name) => typeof name === 'string');
    if (texts.length === list.length && list.length > 0 && new Set(texts).size === list.length) return texts;
  }
  return undefined;
}

/** The way back from {@link byName}. */
function asList(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asList);
  const names = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  if (names.some((name) => name.startsWith(member))) return Object.values(value as object).map(asList);
  return mapped(value, asList);
}

function mapped(value: unknown, change: (inner: unknown) => unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, change(inner)]));
}

function pathText(path: readonly (string | number)[]): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      if (step.startsWith(member)) return `[${step.slice(member.length)}]`;
      if (!/^[\w-]+$/.test(step)) return `[${JSON.stringify(step)}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join('');
}
