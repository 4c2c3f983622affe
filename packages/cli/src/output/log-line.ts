import { styleText } from 'node:util';

const styles = { debug: 'gray', trace: 'gray', info: 'green', warn: 'yellow', error: 'red', fatal: 'red' } as const;

/** What every line has, and says nothing that a developer does not see anyway. */
const expected = new Set(['level', 'time', 'service', 'pod', 'msg', 'context', 'err']);

/**
 * A line of a service's JSON log as a person reads it: time, level, message, then what else it has, and a stack below.
 * Anything that is not one passes as it is.
 */
export function readableLine(line: string): string {
  const entry = parsed(line);
  if (!entry) return line;
  const { level, time, msg } = entry;
  const name = String(level);
  const style = Object.hasOwn(styles, name) ? styles[name as keyof typeof styles] : 'white';
  const rest = Object.entries(entry).filter(([key]) => !expected.has(key));
  const head = [
    styleText('gray', String(time).slice(11, 19)),
    styleText(style, name.padEnd(5)),
    ...(msg === undefined ? [] : [String(msg)]),
    ...rest.map(([key, value]) =>
      styleText('gray', `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`),
    ),
  ].join(' ');
  const stack = (entry.err as { stack?: string } | undefined)?.stack;
  return stack === undefined ? head : `${head}\n${stack}`;
}

function parsed(line: string): Readonly<Record<string, unknown>> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const entry = JSON.parse(line) as Record<string, unknown>;
    return 'level' in entry && 'time' in entry ? entry : undefined;
  } catch {
    return undefined;
  }
}
