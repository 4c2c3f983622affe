import { expect, test } from '@jest/globals';
import { type Environment, toolEnvironment } from './tool-environment.ts';

test('without a word from the environment the defaults hold, and an empty variable is none', () => {
  const defaults = {
    EKS_PRACTICE_STAGE: 'local',
    EKS_PRACTICE_SERVICE_PORT: 18080,
    EKS_PRACTICE_API_PORT: 16443,
    EKS_PRACTICE_CLUSTER: 'local',
  };
  expect(toolEnvironment({})).toEqual(defaults);
  expect(toolEnvironment({ EKS_PRACTICE_API_PORT: '', EKS_PRACTICE_K6_IMAGE: '', PATH: '/bin' })).toEqual(defaults);
});

test('what is set holds', () => {
  const environment = {
    EKS_PRACTICE_STAGE: 'pr-12',
    EKS_PRACTICE_SERVICE_PORT: '28080',
    EKS_PRACTICE_CLUSTER: 'local2',
    EKS_PRACTICE_BASE_IMAGE: 'registry.example:5000/base@sha256:0123',
  };
  expect(toolEnvironment(environment)).toMatchObject({ ...environment, EKS_PRACTICE_SERVICE_PORT: 28080 });
});

test('every fault is listed at once, with its value and what to do', () => {
  const environment = {
    EKS_PRACTICE_SERVICE_PORT: '70000',
    EKS_PRACTICE_API_PORT: 'x',
    EKS_PRACTICE_CLUSTER: '../up',
    EKS_PRACTICE_BASE_IMAGE: 'an image',
  };
  expect(() => toolEnvironment(environment)).toThrow(
    expect.objectContaining({
      code: 'invalid-environment',
      message: expect.stringMatching(
        /\n {2}- EKS_PRACTICE_SERVICE_PORT=70000 is not a port .*\n.*API_PORT=x is not a port .*\n.*CLUSTER=\.\.\/up is not a name .*\n.*BASE_IMAGE=an image is not the reference of an image/,
      ),
      remedy: expect.stringContaining('unset it'),
    }),
  );
});

test.each<[Environment, string]>([
  [{ EKS_PRACTICE_CLUSTER: 'local-2' }, 'EKS_PRACTICE_CLUSTER=local-2 ends as the name of a node does (-2)'],
  [{ EKS_PRACTICE_API_PORT: '1.5' }, 'EKS_PRACTICE_API_PORT=1.5 is not a port (1 to 65535)'],
  [{ EKS_PRACTICE_API_PORT: '18080' }, 'EKS_PRACTICE_API_PORT=18080 is the port of EKS_PRACTICE_SERVICE_PORT as well'],
  [{ EKS_PRACTICE_SERVICE_PORT: '16443' }, 'EKS_PRACTICE_API_PORT, by default, is the port of'],
])('%j is refused', (environment, message) => {
  expect(() => toolEnvironment(environment)).toThrow(message);
});
