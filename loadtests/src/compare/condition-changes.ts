/** Something that was in force in one series otherwise than in the other. */
export interface ConditionChange {
  /** e.g. `settings.services.api.cpuLimitMillicores`. */
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** What differs between two sets of conditions; what only one of them has counts as `not there` in the other. */
export function conditionChanges(before: unknown, after: unknown): ConditionChange[] {
  const [old, fresh] = [leaves(before), leaves(after)];
  const names = new Set([...old.keys(), ...fresh.keys()]);
  return [...names]
    .map((name) => ({ name, before: old.get(name) ?? 'not there', after: fresh.get(name) ?? 'not there' }))
    .filter((change) => change.before !== change.after);
}

/** Every value that has no values of its own, by its path; of a list of things with names, by those. */
function leaves(value: unknown, path: readonly string[] = []): Map<string, string> {
  if (typeof value !== 'object' || value === null) return new Map([[path.join('.'), String(value)]]);
  const entries = Array.isArray(value)
    ? value.map((item, index): [string, unknown] => [nameOf(item) ?? String(index), item])
    : Object.entries(value);
  return new Map(entries.flatMap(([key, item]) => [...leaves(item, [...path, key])]));
}

function nameOf(item: unknown): string | undefined {
  const named = typeof item === 'object' && item !== null && 'name' in item ? item.name : undefined;
  return typeof named === 'string' ? named : undefined;
}
