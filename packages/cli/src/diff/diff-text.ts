import { styleText } from 'node:util';
import type { FieldChange } from '@eks-practice/aws/diff/field-changes';
import type { ObjectChange } from '@eks-practice/aws/diff/object-changes';
import type { PropertyChange, ResourceChange } from '@eks-practice/aws/diff/resource-changes';
import { valueText } from './value-text.ts';

type Action = ResourceChange['action'] | ObjectChange['action'];

const signs = {
  create: { sign: '+', style: 'green', note: '' },
  update: { sign: '~', style: 'yellow', note: '' },
  'may-replace': { sign: '±', style: 'magenta', note: 'may be replaced' },
  replace: { sign: '±', style: 'red', note: 'is replaced' },
  remove: { sign: '-', style: 'red', note: '' },
} as const satisfies Record<Action, object>;

/** What costs most is read first. */
const order = Object.keys(signs).reverse();

export interface DiffTextOptions {
  /** Names what the resources are of, e.g. `stack dev-workloads`. */
  readonly stack: string;
  /** Names what the objects are of, e.g. `namespace dev`. */
  readonly namespace: string;
  /**
   * How long a line may be; what does not fit goes on on the next.
   * @default - as wide as the terminal
   */
  readonly width?: number;
}

interface Changes {
  readonly aws: readonly ResourceChange[];
  readonly kubernetes: readonly ObjectChange[];
}

/** What a deploy would change, as a person reads it: the resources in AWS, then the Kubernetes objects, then the sum. */
export function diffText({ aws, kubernetes }: Changes, options: DiffTextOptions): string {
  const { stack, namespace, width = process.stdout.columns || Infinity } = options;
  const resources = aws.map(({ action, type, logicalId, properties }) => ({
    ...{ action, name: `${type} ${logicalId}`, fields: properties },
  }));
  const objects = kubernetes.map(({ action, kind, name, fields }) => ({ action, name: `${kind} ${name}`, fields }));
  const groups = [group(`AWS, ${stack}`, resources, width), group(`Kubernetes, ${namespace}`, objects, width)];
  return [...groups.filter((text) => text !== ''), sum([...aws, ...kubernetes])].join('\n\n');
}

interface Line {
  readonly action: Action;
  readonly name: string;
  readonly fields: readonly (FieldChange | PropertyChange)[];
}

function group(heading: string, lines: readonly Line[], width: number): string {
  if (lines.length === 0) return '';
  const sorted = lines.toSorted((a, b) => order.indexOf(a.action) - order.indexOf(b.action));
  return [
    styled('bold', heading),
    ...sorted.flatMap(({ action, name, fields }) => {
      const { sign, style, note } = signs[action];
      const head = `  ${styled(style, sign)} ${name}${note && ` ${styled(style, `(${note})`)}`}`;
      return [head, ...fields.flatMap((field) => fieldLines(field, width))];
    }),
  ].join('\n');
}

/** On one line where that fits, else a value a line. */
function fieldLines({ path, replaces, ...values }: PropertyChange, width: number): string[] {
  const why = replaces ? ' (replaces it)' : '';
  const from = 'from' in values ? valueText(values.from) : undefined;
  const to = 'to' in values ? valueText(values.to) : undefined;
  const change = [from ?? '(none)', to ?? '(none)'];
  const line = `      ${path}: ${change.join(' → ')}${why}`;
  if (line.length <= width) return [line];
  const cut = (text: string): string => shortened(text, width);
  return [cut(`      ${path}:${why}`), cut(`        ${change[0]}`), cut(`      → ${change[1]}`)];
}

/** The middle goes: a name tells itself by its beginning, an image by its end. */
function shortened(text: string, width: number): string {
  if (text.length <= width) return text;
  const kept = width - 1;
  return `${text.slice(0, Math.ceil(kept / 2))}…${text.slice(text.length - Math.floor(kept / 2))}`;
}

function sum(changes: readonly { readonly action: Action }[]): string {
  if (changes.length === 0) return 'Nothing would change.';
  const words: Record<Action, string> = {
    create: 'to create',
    update: 'to change',
    'may-replace': 'to change or replace',
    replace: 'to replace',
    remove: 'to remove',
  };
  const counts = order
    .map((action) => ({ action, count: changes.filter((change) => change.action === action).length }))
    .filter(({ count }) => count > 0)
    .map(({ action, count }) => `${count} ${words[action as Action]}`);
  return `${counts.join(', ')}.`;
}

function styled(style: Parameters<typeof styleText>[0], text: string): string {
  return styleText(style, text, { stream: process.stdout });
}
