import { markdownTable } from '@eks-practice/generated-pages/markdown-table';
import * as z from 'zod';

/**
 * A schema of environment variables as a table: name, default, what it is. A setting whose default is no constant says
 * in its metadata what it is, as `defaultIs`.
 * @throws {RangeError} naming a variable that has no description, or neither a default nor a word for it
 */
export function settingsTable({ shape }: z.ZodObject): string {
  const rows = Object.entries(shape).map(([name, setting]) => {
    const { description, defaultIs } = z.globalRegistry.get(setting) ?? {};
    // What it comes to where the variable is absent: no other account of a default is as true.
    const constant: unknown = z.safeParse(setting, undefined).data;
    if (description === undefined) throw new RangeError(`${name} has no description in its schema.`);
    if (defaultIs === undefined && constant === undefined) throw new RangeError(`${name} does not say its default.`);
    return [`\`${name}\``, typeof defaultIs === 'string' ? defaultIs : `\`${String(constant)}\``, description];
  });
  return markdownTable(['environment variable', 'default', 'what it is'], rows);
}
