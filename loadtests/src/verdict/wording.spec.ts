import { expect, test } from '@jest/globals';
import { errorText, errorsText } from './wording.ts';

test.each([
  ['1000', 'no whole answer'],
  ['1212', 'connection refused'],
  ['1404', 'status 404'],
  ['1503', 'status 503'],
  ['1310', 'k6 error 1310'],
  ['', 'no error code'],
])('the code %j is told as %j', (code, text) => {
  expect(errorText(code)).toBe(text);
});

test('the most frequent error is told first', () => {
  expect(errorsText({ '1503': 1, '1000': 4, '1220': 2 })).toBe(
    '4 x no whole answer, 2 x connection reset, 1 x status 503',
  );
});
