import type { Template } from '../stack/stack-state.ts';

/**
 * A template with its parameters' values in the place of the references to them. A parameter that names an SSM parameter stays a
 * reference: what it stands for is looked up at each deploy.
 * @param values of parameters; one that is missing has its default
 */
export function withParameters(template: Template, values: Readonly<Record<string, string>>): Template {
  const known = new Map(
    Object.entries(template.Parameters ?? {}).flatMap(([name, parameter]) => {
      const { Type, Default } = parameter as { Type?: string; Default?: unknown };
      const value = values[name] ?? Default;
      return value === undefined || Type?.startsWith('AWS::SSM::Parameter::Value') ? [] : [[name, value] as const];
    }),
  );
  const put = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(put);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [[name, argument] = ['', undefined]] = entries;
    if (entries.length === 1 && name === 'Ref' && known.has(String(argument))) return known.get(String(argument));
    return Object.fromEntries(entries.map(([key, inner]) => [key, put(inner)]));
  };
  return put(template) as Template;
}
