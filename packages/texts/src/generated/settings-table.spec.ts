import { expect, test } from '@jest/globals';
import * as z from 'zod';
import { settingsTable } from './settings-table.ts';

test('a setting is shown with its default, or with the word for it', () => {
  const schema = z.object({
    PORT: z.coerce.number().default(80).describe('where it listens'),
    HOST: z.string().optional().meta({ description: 'who it is', defaultIs: "the machine's name" }),
  });
  expect(settingsTable(schema)).toContain(
    "| `PORT` | `80` | where it listens |\n| `HOST` | the machine's name | who it is |",
  );
});

test.each([
  [z.object({ PORT: z.string().default('1') }), 'PORT has no description'],
  [z.object({ PORT: z.string().optional().describe('where it listens') }), 'PORT does not say its default'],
])('a setting that says too little is refused', (schema, message) => {
  expect(() => settingsTable(schema)).toThrow(message);
});
