import { expect, test } from '@jest/globals';
import { type DeliveryChoices, parametersFor } from './parameters.ts';
import { settingsText } from './delivery-text.ts';

const said = { GitHubRepository: 'octo/app', GitHubIdentityProvider: 'existing' };

test.each<[string, DeliveryChoices, Record<string, string> | undefined, Record<string, string>]>([
  [
    'the first time',
    { repository: 'octo/app', existingProvider: false },
    undefined,
    { GitHubRepository: 'octo/app', GitHubIdentityProvider: 'new' },
  ],
  ['again, what was said holds', { existingProvider: false }, said, said],
  [
    'another repository',
    { repository: 'octo-1/app-2', existingProvider: false },
    said,
    { ...said, GitHubRepository: 'octo-1/app-2' },
  ],
  [
    'a provider that is there',
    { repository: 'octo/app', existingProvider: true },
    { GitHubRepository: 'octo/app', GitHubIdentityProvider: 'new' },
    said,
  ],
])('the parameters of the delivery: %s', (_, choices, before, parameters) => {
  expect(parametersFor(choices, before)).toEqual(parameters);
});

test.each([
  [undefined, 'no-repository'],
  ['app', 'invalid-repository'],
  ['https://github.com/octo/app', 'invalid-repository'],
  ['octo/*', 'invalid-repository'],
  ['octo/app:ref', 'invalid-repository'],
])('a repository %p is refused with what to say', (repository, code) => {
  const choices = { existingProvider: false, ...(repository === undefined ? {} : { repository }) };
  expect(() => parametersFor(choices)).toThrow(
    expect.objectContaining({ code, remedy: expect.stringContaining('--repository <owner>/<name>') }),
  );
});

test('what GitHub is to be told names each environment, its role and its region', () => {
  const role = 'arn:aws:iam::111122223333:role/dev';
  const text = settingsText({ repository: 'octo/app', region: 'eu-central-1', roles: { dev: role } });
  expect(text.split('\n').filter((line) => line.startsWith('  gh '))).toEqual([
    '  gh api --method PUT repos/{owner}/{repo}/environments/dev',
    `  gh variable set AWS_ROLE_ARN --env dev --body ${role}`,
    '  gh variable set AWS_REGION --env dev --body eu-central-1',
    '  gh variable set EKS_PRACTICE_DEPLOY --body true',
  ]);
});
