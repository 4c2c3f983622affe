import { expect, test } from '@jest/globals';
import { UserError } from '@eks-practice/errors/user-error';
import { simulatedStage } from './run/simulated-evidence.fixture.ts';
import { checkTarget, loopbackUrl } from './load-target.ts';

test.each([
  ['http://127.0.0.1:18080', 'http://127.0.0.1:18080'],
  ['http://localhost:18080/', 'http://localhost:18080'],
  ['http://[::1]:3000', 'http://[::1]:3000'],
])('load may go to %s', (url, expected) => {
  expect(loopbackUrl(url)).toBe(expected);
});

test.each([
  ['http://example.com', 'target-not-local'],
  ['http://10.0.0.7:18080', 'target-not-local'],
  ['http://127.0.0.1.example.com', 'target-not-local'],
  ['http://localhost@example.com', 'invalid-target'],
  ['ftp://127.0.0.1', 'invalid-target'],
  ['127.0.0.1:18080', 'invalid-target'],
])('load may not go to %s', (url, code) => {
  expect(() => loopbackUrl(url)).toThrow(expect.objectContaining({ name: 'UserError', code }));
});

test('load goes to public services only', () => {
  const target = { service: 'user-api', url: 'http://127.0.0.1:1', kubeconfigPath: '/', stage: simulatedStage };
  expect(() => checkTarget(target)).toThrow(
    expect.objectContaining({ code: 'service-not-public', remedy: expect.stringContaining('api') }),
  );
});

test('a target without a kubeconfig is refused with the way to get one', () => {
  const target = {
    service: 'api',
    url: 'http://127.0.0.1:1',
    kubeconfigPath: '/does/not/exist',
    stage: simulatedStage,
  };
  expect(() => checkTarget(target)).toThrow(UserError);
  expect(() => checkTarget(target)).toThrow('/does/not/exist');
});
