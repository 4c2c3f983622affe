import { expect, test } from '@jest/globals';
import { AxiosError, AxiosHeaders, type AxiosResponse } from 'axios';
import { type CallFailure, callFailureOf, isRetryable } from './call-failure.ts';

const config = { headers: new AxiosHeaders() };
const begun: AxiosResponse = { data: '', status: 200, statusText: 'OK', headers: {}, config };

test.each<[string, boolean, CallFailure]>([
  ['ECONNREFUSED', true, 'unreachable'],
  ['ECONNRESET', true, 'unreachable'],
  ['EPIPE', true, 'unreachable'],
  ['ENOTFOUND', false, 'unreachable'],
  ['EAI_AGAIN', false, 'unreachable'],
  ['EHOSTUNREACH', false, 'unreachable'],
  ['UND_ERR_SOCKET', true, 'unreachable'],
  ['UND_ERR_CONNECT_TIMEOUT', false, 'unreachable'],
  ['HPE_INVALID_CONSTANT', false, 'broken-answer'],
  ['HTTPParserError', false, 'broken-answer'],
  ['UND_ERR_HEADERS_OVERFLOW', false, 'broken-answer'],
  ['UND_ERR_INVALID_ARG', false, 'unknown'],
  ['UND_ERR_DESTROYED', false, 'unknown'],
  ['ERR_BAD_OPTION', false, 'unknown'],
])('%s: retry %s, %s', (code, retryable, failure) => {
  const error = new AxiosError('failed', code);
  expect({ retryable: isRetryable(error), failure: callFailureOf(error) }).toEqual({ retryable, failure });
});

test('once an answer has begun, a reset is no reason to ask again', () => {
  const error = new AxiosError('failed', 'ECONNRESET', undefined, undefined, begun);
  expect({ retryable: isRetryable(error), failure: callFailureOf(error) }).toEqual({
    retryable: false,
    failure: 'broken-answer',
  });
});

test("an error that is not the HTTP client's is a bug", () => {
  expect(callFailureOf(new TypeError('no'))).toBe('unknown');
});
