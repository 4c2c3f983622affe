import { expect, test } from '@jest/globals';
import { commandLine } from './command-line.ts';

test.each([
  ['local', {}, 'npx eks-practice deploy'],
  ['dev', {}, 'npx eks-practice deploy --stage dev'],
  ['local', { EKS_PRACTICE_STAGE: 'dev' }, 'npx eks-practice deploy --stage local'],
  ['dev', { EKS_PRACTICE_STAGE: 'dev' }, 'npx eks-practice deploy --stage dev'],
])('a command for stage %s with %j leads to that stage', (stage, environment, command) => {
  expect(commandLine('deploy', stage, environment)).toBe(command);
});
