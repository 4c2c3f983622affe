import { expect, test } from '@jest/globals';
import { columnsOf, wrapped } from './wrapped.ts';

test.each([
  ['between words', 'one two three', 8, 'one two\nthree'],
  ['as deep as it was', '  one two three', 9, '  one two\n  three'],
  ['below the text behind a sign', '    - one two three', 13, '    - one two\n      three'],
  ['and not within a word that is too long', 'a https://example.test/long b', 10, 'a\nhttps://example.test/long\nb'],
  ['and not where it fits', '  a  table   of  words', 22, '  a  table   of  words'],
  ['before a command in backticks', '  Run `docker ps -a`, then', 18, '  Run\n  `docker ps -a`,\n  then'],
  ['within a command that is wider than a line', 'Run `docker ps -a` now', 10, 'Run\n`docker ps\n-a` now'],
  ['whatever a single backtick stands for', 'a `b c d', 6, 'a `b c\nd'],
  ['line by line', 'one two\n\nthree', 5, 'one\ntwo\n\nthree'],
  ['without counting colours', '\u001b[31m✖\u001b[39m one two', 5, '\u001b[31m✖\u001b[39m one\n  two'],
])('a text is broken %s', (_, text, columns, expected) => {
  expect(wrapped(text, columns)).toBe(expected);
});

test('only a terminal has a width', () => {
  expect(columnsOf({ isTTY: true, columns: 80 })).toBe(80);
  expect(columnsOf({ columns: 80 })).toBe(Infinity);
  // Of a terminal that tells none.
  expect(columnsOf({ isTTY: true, columns: 0 })).toBe(Infinity);
});
