import { expect, test } from '@jest/globals';
import { UserError, messageOf } from './user-error.ts';

test('a user error carries its remedy and the cause that showed it', () => {
  const cause = new Error('ECONNREFUSED');
  const error = new UserError('Docker is not running.', { code: 'docker-not-running', remedy: 'Start it.', cause });
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ message: 'Docker is not running.', remedy: 'Start it.', cause });
});

test('the message of anything thrown is text', () => {
  expect(messageOf(new TypeError('no'))).toBe('no');
  expect(messageOf('plain')).toBe('plain');
  expect(messageOf(undefined)).toBe('undefined');
});
