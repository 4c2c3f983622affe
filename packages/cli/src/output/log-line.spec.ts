import { stripVTControlCharacters } from 'node:util';
import { expect, test } from '@jest/globals';
import { readableLine } from './log-line.ts';
import { prefixer } from './prefix.ts';

const entry = { level: 'info', time: '2026-01-02T03:04:05.678Z', service: 'api', pod: 'api-1', context: 'Service' };
const read = (line: object | string): string =>
  stripVTControlCharacters(readableLine(typeof line === 'string' ? line : JSON.stringify(line)));

test('a line of the JSON log is time, level, message and the rest', () => {
  expect(read({ ...entry, msg: 'listening' })).toBe('03:04:05 info  listening');
  expect(read({ ...entry, level: 'debug', status: 200, url: '/users', msg: 'request' })).toBe(
    '03:04:05 debug request status=200 url=/users',
  );
});

test("an error's stack stands below", () => {
  const err = { type: 'Error', message: 'no', stack: 'Error: no\n    at main.ts:1:1' };
  expect(read({ ...entry, level: 'error', err, msg: 'crashed' })).toBe(
    '03:04:05 error crashed\nError: no\n    at main.ts:1:1',
  );
});

test.each(['plain text', '{"not": "a log line"}', '{broken', ''])('%j passes as it is', (line) => {
  expect(read(line)).toBe(line);
});

test('names stand in a column, before each line', () => {
  const prefixed = prefixer(['api', 'user-api']);
  expect(stripVTControlCharacters(prefixed('api', 'one\ntwo'))).toBe('api      │ one\napi      │ two');
});
