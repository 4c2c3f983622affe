import { UserError } from '@eks-practice/errors/user-error';
import { expect, test } from '@jest/globals';
import { answeredByAws, awsMistake } from './aws-error.ts';

function failure(name: string, message = '', more: object = {}): Error {
  return Object.assign(new Error(message), { name, ...more });
}

const notAllowed =
  'User: arn:aws:sts::1:assumed-role/dev/me is not authorized to perform: eks:DescribeCluster on resource: arn:aws:eks:x';

test.each([
  [
    failure('CredentialsProviderError', 'Could not load credentials from any providers'),
    'no-credentials',
    /aws sso login.*aws configure/,
  ],
  [failure('CredentialsProviderError', 'The SSO session has expired'), 'expired-credentials', /aws sso login/],
  [failure('ExpiredTokenException', 'The security token is expired'), 'expired-credentials', /same command again/],
  [failure('UnrecognizedClientException', 'The security token is invalid'), 'invalid-credentials', /partition/],
  [failure('InvalidSignatureException', 'Signature expired: x is now earlier than y'), 'clock-skew', /clock/],
  [failure('AccessDeniedException', notAllowed), 'access-denied', /the action eks:DescribeCluster/],
  [failure('ThrottlingException', 'Rate exceeded'), 'throttled', /Wait a minute/],
  [failure('Anything', 'slow down', { $retryable: { throttling: true } }), 'throttled', /Wait a minute/],
  [failure('VpcLimitExceeded', 'The maximum number of VPCs has been reached.'), 'quota-exceeded', /Service Quotas/],
  [
    failure('Error', 'getaddrinfo ENOTFOUND', { code: 'ENOTFOUND', hostname: 'sts.eu-nowhere-1.amazonaws.com' }),
    'aws-unreachable',
    /stages\.ts.*HTTPS_PROXY/,
  ],
  [
    failure('AggregateError', '', { errors: [failure('Error', 'connect', { code: 'ECONNREFUSED' })] }),
    'aws-unreachable',
    /network/,
  ],
  [failure('TimeoutError', 'socket hang up'), 'aws-unreachable', /network/],
  [failure('InternalFailure', 'oops', { $fault: 'server' }), 'aws-unavailable', /health\.aws/],
])('%s is %s', async (error, code, remedy) => {
  const wrapped = new Error('the toolkit says', { cause: error });
  for (const thrown of [error, wrapped]) {
    const answer = answeredByAws(Promise.reject(thrown));
    await expect(answer).rejects.toBeInstanceOf(UserError);
    await expect(answer).rejects.toMatchObject({ code, remedy: expect.stringMatching(remedy) });
  }
});

test('the host tells the region, and the profile whose credentials they are', () => {
  const hostname = 'sts.eu-nowhere-1.amazonaws.com';
  expect(awsMistake(failure('Error', 'no', { code: 'ENOTFOUND', hostname }))?.message).toContain(`at ${hostname}`);
  process.env.AWS_PROFILE = 'mine';
  expect(awsMistake(failure('CredentialsProviderError'))?.message).toContain('of the profile mine');
  delete process.env.AWS_PROFILE;
});

test.each([failure('ValidationError', 'Stack does not exist'), new TypeError('a bug')])(
  '%s stays as it is',
  async (error) => {
    await expect(answeredByAws(Promise.reject(error))).rejects.toBe(error);
  },
);

test('a mistake that was said already is said as it was', async () => {
  const mistake = new UserError('No.', { code: 'no', remedy: 'Yes.' });
  await expect(answeredByAws(Promise.reject(mistake))).rejects.toBe(mistake);
});

test('causes that go in a circle end', () => {
  const error: Error & { cause?: unknown } = new Error('a');
  error.cause = new Error('b', { cause: error });
  expect(awsMistake(error)).toBeUndefined();
});
