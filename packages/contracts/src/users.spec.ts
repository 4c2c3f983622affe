import { expect, test } from '@jest/globals';
import * as z from 'zod';
import { users, usersQuery } from './users.ts';

const parsed = (query: Record<string, unknown>) => usersQuery.parse(query);
const faults = (query: Record<string, unknown>) => usersQuery.safeParse(query).error?.issues ?? [];

test('count and seed are parsed from text', () => {
  expect(parsed({})).toEqual({});
  expect(parsed({ count: '1' })).toEqual({ count: 1 });
  expect(parsed({ count: '1000', seed: '-42' })).toEqual({ count: 1000, seed: -42 });
  expect(parsed({ seed: String(Number.MAX_SAFE_INTEGER) })).toEqual({ seed: Number.MAX_SAFE_INTEGER });
});

test.each(['0', '1001', '-1', '1.5', '1e2', '', ' 5', 'ten', '0x10', '99999999999999999999'])(
  'count=%j is refused, and the fault names the field and the range but not the value',
  (count) => {
    expect(faults({ count })).toMatchObject([{ path: ['count'], message: 'must be a whole number from 1 to 1000' }]);
  },
);

test('a seed beyond the safe integers is refused, since it could not be told from its neighbours', () => {
  expect(faults({ seed: '9007199254740992' })).toMatchObject([{ path: ['seed'] }]);
});

test('a repeated parameter is refused', () => {
  expect(faults({ count: ['1', '2'] })).toMatchObject([{ path: ['count'] }]);
});

test('an unknown parameter is refused, and every fault is listed', () => {
  expect(faults({ count: '0', sed: '1' })).toMatchObject([{ path: ['count'] }, { keys: ['sed'] }]);
});

test('users are parsed without what they do not know', () => {
  expect(users.parse([{ firstName: 'Ada', lastName: 'Lovelace', age: 36 }])).toEqual([
    { firstName: 'Ada', lastName: 'Lovelace' },
  ]);
});

test.each([
  ['an object', {}],
  ['a user without last name', [{ firstName: 'Ada' }]],
  ['an empty name', [{ firstName: '', lastName: 'Lovelace' }]],
  ['a name that is no text', [{ firstName: 1, lastName: 'Lovelace' }]],
])('%s is a violation', (_, answer) => {
  expect(users.safeParse(answer).success).toBe(false);
});

test.each(['', 1])('of the name %j the fault says where it is and what is wanted', (firstName) => {
  const answer = users.safeParse([{ firstName, lastName: 'Lovelace' }]);
  expect(answer.error?.issues).toMatchObject([{ path: [0, 'firstName'], message: 'must be text that is not empty' }]);
});

test.each(['X', 'Ada\nKing', '\n', '\u2028', '\u{1F9EE}', 'Zoë'])('%j is a name', (firstName) => {
  expect(users.parse([{ firstName, lastName: 'Lovelace' }])).toEqual([{ firstName, lastName: 'Lovelace' }]);
});

test('the OpenAPI document says of a name that it is not empty, and no pattern', () => {
  expect(JSON.stringify(z.toJSONSchema(users))).toContain('"firstName":{"type":"string","minLength":1}');
});
