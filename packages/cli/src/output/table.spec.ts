import { expect, test } from '@jest/globals';
import { table, tableRows } from './table.ts';

const rows = [
  ['drill', 'what is done'],
  ['kill-pod', 'The process of one pod is killed, and its users notice little.'],
];

test('columns are aligned, and no line ends with spaces', () => {
  expect(table([...rows, ['none', '']])).toBe(
    ['drill     what is done', 'kill-pod  The process of one pod is killed, and its users notice little.', 'none'].join(
      '\n',
    ),
  );
});

test('the last column is broken between words, and goes on below itself', () => {
  expect(tableRows(rows, 50)).toEqual([
    'drill     what is done',
    'kill-pod  The process of one pod is killed, and\n          its users notice little.',
  ]);
});

test('where the last column would be very narrow, it is left to the terminal', () => {
  expect(table(rows, 35)).toBe(table(rows));
});
