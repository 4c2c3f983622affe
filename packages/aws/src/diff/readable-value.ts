/** What of a template stands in for a value until CloudFormation puts it there. */
type Intrinsic = Readonly<Record<string, unknown>>;

/**
 * A template's value as a person reads it: references and joined text as text, with `${Name}` for what only CloudFormation
 * knows, and JSON that is handed over as text as what it says.
 */
export function readable(value: unknown): unknown {
  if (typeof value === 'string') return parsed(value);
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== 'object' || value === null) return value;
  const text = textOf(value as Intrinsic);
  if (text !== undefined) return parsed(text);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, readable(inner)]));
}

function textOf(value: Intrinsic): string | undefined {
  const [entry, ...others] = Object.entries(value);
  if (entry === undefined || others.length > 0) return undefined;
  const [name, argument] = entry;
  switch (name) {
    case 'Ref':
      return `\${${String(argument)}}`;
    case 'Fn::GetAtt':
      return `\${${[argument].flat().join('.')}}`;
    case 'Fn::Sub':
      return typeof argument === 'string' ? argument : undefined;
    case 'Fn::Join':
      return joined(argument);
    default:
      return undefined;
  }
}

function joined(argument: unknown): string | undefined {
  const [separator, parts] = argument as [string, unknown];
  if (!Array.isArray(parts)) return undefined;
  const texts = parts.map((part: unknown) =>
    typeof part === 'object' && part !== null ? textOf(part as Intrinsic) : String(part),
  );
  return texts.includes(undefined) ? undefined : texts.join(separator);
}

function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
