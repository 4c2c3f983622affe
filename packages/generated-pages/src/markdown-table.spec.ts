import { expect, test } from '@jest/globals';
import { markdownTable } from './markdown-table.ts';

test('a table has its headings, and those of numbers to the right', () => {
  expect(markdownTable(['what', 'ms:', ':'], [['start', '12', '3']])).toBe(
    '| what | ms |  |\n| --- | ---: | ---: |\n| start | 12 | 3 |',
  );
});

test('a cell stays one cell, whatever is in it', () => {
  expect(markdownTable(['a|b'], [['`x || y`\n  and: z'], ['']])).toBe(
    '| a\\|b |\n| --- |\n| `x \\|\\| y` and: z |\n|  |',
  );
});
