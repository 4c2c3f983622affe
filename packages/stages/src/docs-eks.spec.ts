import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { app } from './model.ts';

/** A part of JSON Schema, as far as the model needs it. */
interface Schema {
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly default?: unknown;
}

/** Every setting by its path, with its default as the code would write it. */
function settings(schema: Schema, at: readonly string[] = []): [string, string | undefined][] {
  const { anyOf, oneOf = anyOf, properties, additionalProperties } = schema;
  if (oneOf) return oneOf.flatMap((choice) => settings(choice, at));
  if (properties) return Object.entries(properties).flatMap(([key, value]) => settings(value, [...at, key]));
  if (typeof additionalProperties === 'object') return settings(additionalProperties, [...at, '<name>']);
  return [[at.join('.'), schema.default === undefined ? undefined : literal(schema.default)]];
}

function literal(value: unknown): string {
  return JSON.stringify(value).replaceAll('"', "'");
}

/** The rows of the document's table: setting and default. */
async function documented(): Promise<[string, string][]> {
  const file = path.join(import.meta.dirname, '../../../docs/eks.md');
  const rows = (await readFile(file, 'utf8')).matchAll(
    /^\| `((?:clusters|stages|previews)\.[^`]+)` \| ([^|]+) \| [^|]+ \|$/gm,
  );
  return [...rows].map(([, setting = '', value = '']) => [setting, value]);
}

const model = new Map(settings(z.toJSONSchema(app, { io: 'input', unrepresentable: 'any' }) as Schema));

test('docs/eks.md lists every setting, and no other', async () => {
  const rows = await documented();
  expect(rows.map(([setting]) => setting).sort()).toEqual([...model.keys()].sort());
});

test('docs/eks.md has the defaults that the model has', async () => {
  for (const [setting, value] of await documented()) {
    const byModel = model.get(setting);
    // Where the model has none, the document says in words what holds then.
    if (byModel === undefined) expect([setting, value]).toEqual([setting, expect.not.stringMatching(/^`/)]);
    else expect([setting, value]).toEqual([setting, `\`${byModel}\``]);
  }
});
