import { expect } from '@jest/globals';
import { problemSchema } from '../problems/problem-schema.ts';
import { problemMediaType } from '../problems/problem.ts';
import type { RawAnswer } from './raw-exchange.ts';

/**
 * Whatever was asked: the answer is a success, or says as a problem document what the caller did wrong; it is never a
 * fault of the service's own, and it has the headers of every answer.
 * @param bodiless whether the request's method, HEAD, wants no body
 */
export function expectSound(answer: RawAnswer | undefined, bodiless = false): asserts answer is RawAnswer {
  if (!answer) throw new Error('there was no answer');
  const { status, headers, body } = answer;
  expect(headers).toMatchObject({
    'x-served-by': expect.any(String),
    'x-request-id': expect.any(String),
    'x-content-type-options': 'nosniff',
  });
  if (status === 200) return;
  expect({ status, clientError: status >= 400 && status < 500 }).toEqual({ status, clientError: true });
  expect(headers['content-type']).toMatch(problemMediaType);
  if (!bodiless)
    expect(problemSchema.parse(JSON.parse(body))).toMatchObject({ status, requestId: headers['x-request-id'] });
}
